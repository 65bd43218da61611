package ingest

import (
	"cmp"
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

//go:embed lists/lines.txt
var linesList string

// wholeLines finds the rule of a line of lists/lines.txt: by the line itself where
// it is plain, by its first word where it has wildcards; "#" stands for any number.
type wholeLines struct {
	plain map[string]string
	wild  map[string][]pattern
}

var listed = readLines(linesList)

func readLines(list string) *wholeLines {
	w := &wholeLines{plain: map[string]string{}, wild: map[string][]pattern{}}
	_, list, _ = strings.Cut(list, "\n[") // the comment stands before the first rule
	for part := range strings.SplitSeq(list, "\n[") {
		rule, lines, _ := strings.Cut(part, "]\n")
		for l := range strings.SplitSeq(lines, "\n") {
			if rule == endMark || !strings.ContainsAny(l, "*#") {
				l = straight.Replace(l)
				w.plain[l] = cmp.Or(w.plain[l], rule)
				continue
			}
			first, _, _ := strings.Cut(l, " ")
			if strings.HasPrefix(first, "#") {
				first = "#"
			}
			re := strings.ReplaceAll(regexp.QuoteMeta(l), `\*`, `\S+(?: \S+){0,7}`)
			re = strings.ReplaceAll(re, `#`, `\(?[0-9][0-9.,:]*[km]?\)?`)
			w.wild[first] = append(w.wild[first], pattern{rule: rule, re: lazily("^(?:" + re + ")$")})
		}
	}
	delete(w.plain, "")
	return w
}

// endMark is the rule of lines that are marks alone; they are listed as they stand.
const endMark = "end mark"

func (w *wholeLines) rule(text string) string {
	if len(text) > 160 { // none of the list is as long
		return ""
	}
	if rule := w.plain[text]; rule == endMark {
		return rule
	}
	folded := foldLine(text)
	if folded == "" {
		return endMark
	}
	if rule := w.plain[folded]; rule != "" {
		return rule
	}
	first, _, _ := strings.Cut(folded, " ")
	if folded[0] == '(' || folded[0] >= '0' && folded[0] <= '9' {
		first = "#"
	}
	for _, x := range w.wild[first] {
		if x.re().MatchString(folded) {
			return x.rule
		}
	}
	return ""
}

var straight = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "e-mail", "email")

// foldLine writes a line as the list does: in lower case, one space between words, and
// without the marks around it.
func foldLine(text string) string {
	text = straight.Replace(strings.ToLower(text))
	text = strings.Join(strings.Fields(text), " ")
	return strings.TrimFunc(text, func(r rune) bool {
		return r != '(' && r != ')' && (unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r))
	})
}

// A pattern is a rule for lines that no list can hold.
type pattern struct {
	rule string
	need []string // one of them stands in the line, in lower case; it is sought first, for speed
	re   func() *regexp.Regexp
	not  func(text string) bool // an exception
}

// opener begins what invites the reader to do something.
const opener = `(?i)^(?:please |to |click here to |why not |don't miss out[:,.!]? |[^.!?]{4,60}[?!] )?`

var patterns = []pattern{
	{"copyright", []string{"©", "(c)", "copyright", "rights reserved", "may not be "},
		lazily(`(?i)^(?:©|\(c\) ?(?:19|20)\d\d|copyright (?:©|\(c\)|(?:19|20)\d\d|\S+ (?:19|20)\d\d))|©.*(?:19|20)\d\d|(?:19|20)\d\d.*©|\ball rights reserved\b|\bmay not be (?:published|reproduced),? `), startsQuoted},
	{"comments", []string{"comment", "log in", "login", "sign in", "signin", "logged in", "signed in", "email address"},
		lazily(`(?i)^[{(\[]? ?[0-9,.]+k? comments?\b.{0,60}$|^comments? ?[(\[]?[0-9,]+[)\]]?$|^(?:please )?(?:log|sign) ?in (?:or \w+ )?to (?:comment|reply|leave|post|join)\b.{0,80}$|^you must be (?:logged|signed) in\b|^your email address will not be published\b`), nil},
	{"newsletter", []string{"newsletter", "email", "e-mail", "inbox", "mailing list", "subscri", "free ", "briefing", "bulletin", "alert", "our ", "membership", "today", "for £", "for $", "for €", "for just", "unlimited"},
		lazily(opener + `(?:sign[ -]?up|subscribe|register|join|enter|get|receive|download|start|try|become|support|upgrade|enjoy)\b.{0,200}\b(?:newsletters?|e-?mails?|inbox|mailing list|subscri\w+|free trial|free (?:copy|report|guide|access)|briefings?|bulletins?|alerts?|our app|our (?:free|daily|weekly|\w+) \w+|membership|today and (?:you|get|receive)|for (?:just )?[£$€]\d|unlimited access)\b`), isReported},
	{"newsletter", []string{"recaptcha", "agree", "consent", "accept", "confirm", "terms", "policy", "newsletter", "you can ", "we'll ", "we’ll ", "thank", "privacy notice", "for more information"},
		lazily(`(?i)^(?:this site is protected by recaptcha|by (?:signing up|subscribing|submitting|registering|clicking|entering|providing|continuing)\b.{0,120}\b(?:agree|consent|accept|confirm|terms|policy)\b|(?:our|the|a|your) .{0,60}newsletters?\b.{0,80}\b(?:inbox|sign up|subscribe|delivered|direct to you)|you can (?:unsubscribe|opt out)\b|we(?:'|’)ll (?:send|e-?mail) you\b|(?:thanks|thank you) for (?:signing up|subscribing|reading)\b|(?:privacy notice|for more information see our privacy)\b|newsletters may contain\b|we use google recaptcha\b)`), isReported},
	{"subscription", []string{"this article", "this story", "this content", "already a", "not a", "not yet a", "to continue", "to keep", "to read", "continue reading", "you have", "you’ve", "you've", "keep reading", "support ", "donat", "subscri", "become a", "funded by"},
		lazily(`(?i)^(?:this (?:article|story|content) is (?:for|available (?:only )?to|free for|exclusive to) (?:our )?(?:subscribers|members|registered)\b|(?:already|not yet|not) an? (?:subscriber|member)\b|(?:to (?:continue|keep) reading|to read (?:the|this) full|continue reading with|you have (?:reached|read|\d+|used)|you've (?:reached|read|used)|keep reading for)\b.{0,160}(?:subscri|register|articles?|free|sign|log|trial)|support (?:our|independent|local|quality) journalism\b|(?:if you|help us|we need|your support|this (?:news|site|story|article)).{0,140}\b(?:donat\w+|subscri\w+|become a (?:member|supporter)|funded by (?:our )?readers)\b)`), isReported},
	{"subscription", []string{"favour to ask", "favor to ask", "consider "},
		lazily(`(?i)\bwe have an? (?:small |little )?favou?r to ask\b|^.{0,60}\bplease consider (?:supporting|becoming|subscribing|donating|making|a )`), isReported},
	{"consent", []string{"cookie", "our privacy", "and our ", "value your privacy", "your privacy", "process your data", "need your consent", "your consent", "your preferences", "your choices", "your settings"},
		lazily(`(?i)^.{0,160}\b(?:we|this (?:web)?site|our (?:web)?site|our partners|and third parties)\b.{0,80}\b(?:uses?|using|store|set|places?|our use of)\b.{0,40}\bcookies?\b|\b(?:by|if you) (?:continuing|continue|clicking|click|using|browsing)\b.{0,120}\bcookies?\b|\b(?:read|see|view) our (?:cookie|privacy) (?:policy|notice)\b|^we (?:and our (?:\d+ )?partners|value your privacy|care about your privacy|process your data|need your consent)\b|^you can (?:change|manage|withdraw) your (?:cookie|consent|privacy|preferences|choices|settings)\b`), isReported},
	{"read more", nil,
		lazily(`(?i)^(?:>+ ?|→ ?|\W{1,3} ?)?(?:read more|read next|read also|also read|read|see also|for more|more|related|related (?:article|story|content|link|video)|watch|watch now|listen|live|in pictures|in photos|in depth|explained|recommended|don't miss|must read|must-read|up next|next|what to read next|you may also like|further reading|gallery|video|photos|podcast|opinion|follow|quiz|download|from the archive)(?: ?[:|»>→] ?| ?[–—] | - )\S.{0,220}$`), isSentence},
	{"read more", []string{"here", "link", "qr code", "for more", "read ", "view "},
		lazily(`(?i)^(?:click here|tap here|follow (?:this|the) link|scan the qr code|for more (?:on this|stories|news|information|details)\b)[^"“”]{0,160}$|^\[?(?:read (?:the )?(?:full|original|whole|rest of the) (?:story|article|report|interview|text)|view (?:the )?original)\b[^"“”]{0,120}$`), isReported},
	{"share", nil,
		lazily(`(?i)^(?:share|tweet|e-?mail|print|facebook|twitter|linkedin|whatsapp|reddit|pinterest|telegram|copy link|save|x|sms|flipboard|messenger|link|bluesky|threads)(?:(?: ?[|·•/,]? ?)(?:share|tweet|e-?mail|print|facebook|twitter|linkedin|whatsapp|reddit|pinterest|telegram|copy link|save|x|sms|flipboard|messenger|link|bluesky|threads|[0-9]+k?))+$`), nil},
	{"share", []string{" us "},
		lazily(`(?i)^(?:please )?(?:follow|like|find|join|connect with|catch) us (?:on|at|via)\b.{0,160}$`), isReported},
	{"share", []string{" app"},
		lazily(`(?i)^(?:download|get|install) (?:the|our) (?:\S+ ){0,4}app\b.{0,80}$`), isReported},
	{"share", []string{"live"},
		lazily(`(?i)^(?:listen|watch|stream|tune in) live\b.{0,120}$`), isReported},
	{"invitation", []string{"@"},
		lazily(`(?i)^(?:you can )?(?:write|send (?:an )?e-?mails?|e-?mail|contact|reach|get in touch with)\b.{1,80}\S@\S+\.\w.{0,120}$`), isReported},
	{"share", []string{"@"},
		lazily(`(?i)^(?:follow|find) [\p{L} .'’-]{2,40} on .{2,40}@\w{2,30}\.?$`), isReported},
	{"share", nil,
		lazily(`(?i)^(?:follow|like|find|join|connect with|catch) (?:us|me|him|her|them|@\w+|[\p{L} .'’-]{3,40}) (?:on|at) (?:our )?(?:twitter|x|facebook|instagram|linkedin|telegram|whatsapp|google news|youtube|tiktok|social media|bluesky|threads|mastodon)\b.{0,80}$|^(?:twitter|x|instagram|bluesky|e-?mail|contact)? ?: ?@?[\w.@-]+$|^@\w{2,30}$|\(opens in (?:a )?new (?:window|tab)\)$`), nil},
	{"credits", []string{"photo", "picture", "pic", "image", "illustration", "graphic", "video", "credit", "composite", "courtesy"},
		lazily(`(?i)^[(\[]?(?:photograph|photo|photos|photography|picture|pictures|pic|pics|image|images|illustration|graphic|graphics|video|credit|image credit|photo credit|picture credit|image source|image copyright|photo illustration|composite|source photo|courtesy|main image|main picture|cover image|lead image|feature image|file picture|file photo)s?(?: (?:by|from|courtesy(?: of)?|via)|,)?(?: ?:| ?©|/| \|) ?\S.{0,160}$|^image (?:source|copyright), ?\S.{0,80}$`), isSentence},
	{"credits", []string{"photo", "picture", "image", "illustration", "graphic", "video", "caption", "getty", "afp", "ap", "reuters", "epa", "efe", "pa", "press association", "shutterstock", "bloomberg", "alamy", "rex", "anadolu", "zuma", "wire", "istock", "tass", "xinhua", "dpa", "ansa", "belga", "tt", "handout", "pool", "file", "nurphoto", "sipa", "eyevine", "barcroft"},
		lazily(`(?i)^[(\[]?(?:photograph|photo|photos|picture|pictures|image|illustration|graphic|video)s? (?:by|courtesy of|from|via) [^".!?]{2,80}[)\]]?$|^(?:image caption|media caption)\b,? ?.{0,240}$|^\(?(?:[\p{L} .'’-]{2,50}[/|] ?)+(?:getty(?: images)?|afp|ap|reuters|epa|epa-efe|efe|pa|pa wire|pa images|press association|shutterstock|bloomberg|alamy|rex|rex features|anadolu(?: agency)?|zuma|wire|istock|tass|xinhua|dpa|ansa|belga|tt|handout|pool|file|zumapress|nurphoto|sipa|eyevine|barcroft)\)?$`), nil},
	{"caption", []string{"photo", "picture", "pic", "image", "credit", "file", "video", "/", "©", "copyright"},
		lazily(`(?i)^.{10,400}(?:[(\[](?:photo|photograph|picture|pic|image|credit|file|video|ap photo|file photo)s?\b[^()]{0,90}[)\]]|[(\[][\p{L} .'’-]{2,50}/(?:[\p{L} .'’-]{2,40})(?: via [\p{L} .'’-]{2,30})?[)\]]|\b(?:photo|photograph|picture|image|credit)s?(?: credit| by)?: ?[^.]{2,90}|[ .](?:©|\bcopyright) ?[^.]{2,60})$`), hasQuote},
	{"credits", []string{"/"},
		lazily(`^\(?\p{Lu}[\p{L}.'’-]+ (?:\p{L}[\p{L}.'’-]* ){0,2}?\p{Lu}[\p{L}.'’-]+ ?/ ?\p{Lu}[\p{L} .'’&-]{1,40}\)?$`), nil},
	{"caption", []string{"photo", "picture", "image"},
		lazily(`(?i)^.{10,300}\b(?:in this (?:undated |combination |combo |recent )?(?:file |handout |aerial |archive )?(?:photo|photograph|picture|image)|(?:file|undated|handout) (?:photo|photograph|picture|image))\b[^"“”]{0,120}$`), isReported},
	{"pull quote", []string{"start quote", "end quote"},
		lazily(`(?i)^["“]?(?:start|end) quote\b.{0,80}$`), nil},
	{"agency credit", []string{"reporting", "writing", "editing", "with files", "contribut", "compiled", "edited", "translated", "produced", "adapted", "reported", "additional", "further "},
		lazily(`(?i)^[(\[]?(?:additional |with )?(?:reporting|writing|editing)(?: and (?:writing|reporting|editing))? by\b.{0,240}$|^(?:with files|with reporting|with additional reporting|with contributions) (?:from|by)\b.{0,160}$|^(?:compiled|edited|translated|produced|adapted|subedited|reported) (?:from|by)\b.{0,120}$|^(?:additional|further) (?:reporting|research|material) ?(?:by|from|:).{0,160}$|^\W? ?[\p{L} .'’-]{2,60} contributed (?:to this (?:report|story|article)|reporting)\b.{0,80}$`), nil},
	{"republication", []string{"publish", "appear", "posted", "produced", "reprinted", "syndicated", "supplied"},
		lazily(`(?i)^(?:this (?:article|story|piece|post|report|column|interview|text|content) (?:was |has been |is )?(?:also |first |originally |previously )*(?:published|appeared|posted|produced|republished|reprinted|syndicated|supplied)\b|(?:first|originally) (?:published|appeared) (?:in|on|at|by)\b|reprinted (?:from|with)\b|(?:this article|this story|it) appears in the .{3,40} issue\b|republished (?:from|with|under)\b)[^"“”]{0,240}$`), nil},
	{"invitation", []string{"do you have", "have you", "got", "here", "your "},
		lazily(`(?i)^(?:do you have|have you got|got) (?:an? |any )(?:story|tip|news tip|confidential tip|view|opinion|question|information)s?\b.{0,300}$|\b(?:click|tap) here\.?$|^(?:please )?(?:send|share|submit) (?:us )?your (?:own )?(?:stor(?:y|ies)|photos?|pictures?|videos?|letters?|tips?|views?|thoughts|news|questions?)\b.{0,160}$|^(?:have you (?:been affected|got)|are you affected|were you there|do you know more)\b.{0,200}\?.{0,200}$|^(?:if you (?:are reading this page and can't see|have (?:a story|any information|been affected by)|would like to (?:comment|contact|get in touch|share)|spot(?:ted)? (?:a|an) (?:error|mistake)))\b.{0,300}$|^(?:get in touch|contact (?:the|our|us)|e-?mail (?:us|the author|your)|send (?:us )?(?:your|a|tips))\b.{0,160}(?:@|e-?mail|whatsapp|form|at:|here|editor|letters?)`), isReported},
	{"publication note", []string{"publish", "release", "available", "out"},
		lazily(`(?i)^.{3,120}\b(?:is|are|will be) (?:published|released|available|out)\b[^"“”]{0,120}(?:[£$€]\s?\d|\b(?:paperback|hardback|isbn)\b).{0,80}$`), nil},
	{"number", nil,
		lazily(`^[+#(]?\d[\d.,]*[km+)%]?(?: ?[/|·•] ?\d[\d.,]*k?)*$|^\d+ of \d+$`), nil},
	{"navigation", []string{">", "›", "»", "/", "|", "·", "•", "→"},
		lazily(`^(?:[\p{L}0-9&' ’-]{1,40} ?[>›»/|·•→] ?){1,8}[\p{L}0-9&' ’,:.-]{1,100}$`), notCrumbs},
	{"navigation", []string{"["},
		lazily(`^(?:\[[\p{L} -]{2,20}\][ |·]*){2,}$`), nil},
	{"navigation", []string{"  ", "\t"},
		lazily(`^\S+(?: \S+)?(?:(?: {2,}|\t+)\S+(?: \S+)?){2,}$`), nil},
	{"navigation", []string{"home", "front page", "you are here", "published", "posted", "filed", "tag", "topic", "categor", "keywords", "section"},
		lazily(`(?i)^(?:home|front page|homepage|you are here:?)(?: ?[>›»/|·•→:] ?.{1,100})$|^(?:published|posted|filed) (?:in|under):? .{1,60}$|^(?:tags?|topics?|filed under|categor(?:y|ies)|keywords|section|tagged)(?: (?:in|with|as))? ?: ?.{1,200}$`), nil},
	{"reading time", []string{"min", "listen", "audio", "play", "watch", ":"},
		lazily(`(?i)^(?:(?:estimated )?read(?:ing)? ?time ?:? ?)?\d{1,3}(?: |-)?(?:min|mins|minute|minutes)(?:\.|s)?(?: (?:read|listen|watch|video))?$|^(?:listen|audio|play|watch)(?: to (?:this )?(?:article|story))? ?[·•:|(–-] ?\d.{0,20}$|^\d{1,2}:\d\d(?: ?/ ?\d{1,2}:\d\d)?$`), nil},
}

// patternOf returns the rule that drops a line wherever it stands; "" if none does.
func patternOf(text string) string {
	if strings.Contains(text, "://") && webAddress().MatchString(text) {
		return "address"
	}
	rule := listed.rule(text)
	bare := cmp.Or(strings.TrimLeft(text, "•·▪●■◦‣*►▶→> "), text) // a mark before it changes nothing
	lower := strings.ToLower(bare)
	for _, p := range patterns {
		if rule == "" && len(text) <= 600 && p.mayMatch(lower) && p.re().MatchString(bare) && (p.not == nil || !p.not(bare)) {
			rule = p.rule
		}
	}
	if startsQuoted(text) && rule != "pull quote" && rule != "caption" {
		return "" // somebody may have said so
	}
	return rule
}

func (p *pattern) mayMatch(lower string) bool {
	return p.need == nil || slices.ContainsFunc(p.need, func(n string) bool { return strings.Contains(lower, n) })
}

// isReported reports whether a line tells what somebody said or did: then an
// invitation in it is somebody else's.
func isReported(text string) bool {
	return hasQuote(text) || reported().MatchString(text)
}

var reported = lazily(`(?i)\b(?:said|says|told|added|warned|argued|claimed|according to|announced|insisted)\b`)

// isSentence reports whether a line that begins like a label is prose all the same.
func isSentence(text string) bool {
	return len(strings.Fields(text)) > 30 || hasQuote(text) && endsStop(text)
}

// notCrumbs asks of what looks like a row of links that it be short words parted
// by a mark that prose has not, and in more than two pieces or led by one.
func notCrumbs(text string) bool {
	if endsStop(text) || hasQuote(text) || parseDay(text) != "" {
		return true
	}
	pieces := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(">›»/|·•→", r) })
	words := 0
	for _, p := range pieces[:len(pieces)-1] {
		words = max(words, len(strings.Fields(p)))
	}
	spaced := strings.ContainsAny(text, ">›»|·•→") || strings.Contains(text, " / ")
	return !spaced || words > 3 || len(pieces) < 3 && !strings.ContainsAny(text, ">›»→")
}

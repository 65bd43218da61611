package verbatim

import (
	"slices"
	"testing"

	"onrecord/corpus"
)

// TestSpeaker holds claimed speakers against people of an article.
func TestSpeaker(t *testing.T) {
	people := []corpus.Identity{
		{Name: "José Álvarez", Roles: []string{"harbour master", "chief of the port police"}, Aliases: []string{"Álvarez"}},
		{Name: "Jane Roe", Kind: corpus.Individual, Aliases: []string{"Roe"}},
		{Name: "Mrs Lindqvist", Kind: corpus.Individual},
		{Name: "Richard Roe", Aliases: []string{"Roe"}},
		{Name: "Emil Brandt", Kind: corpus.Individual, Aliases: []string{"Emil"}},
		{Name: "Home Office", Kind: corpus.Organisation},
		{Name: "Ole Vale", Kind: corpus.Individual, Roles: []string{"mayor of Thornby"}},
	}
	alvarez := corpus.Person{Name: "Álvarez", Kind: corpus.Individual}
	roe := corpus.Person{Name: "Roe", Kind: corpus.Individual, Role: "deputy mayor of Thornby", Aliases: []string{"the deputy mayor"}}
	ministry := corpus.Person{Name: "A Home Office spokesperson", Kind: corpus.Unnamed}
	minister := corpus.Person{Name: "the prime minister’s spokesman", Kind: corpus.Unnamed}
	hale := corpus.Person{Name: "Hugh Anthony Hale", Kind: corpus.Individual, Role: "union secretary"}
	parker := corpus.Person{Name: "Andrew Parker", Kind: corpus.Individual, Role: "director general of MI5"}
	deputy := corpus.Person{Name: "Ann Smith", Kind: corpus.Individual, Role: "deputy director of MI5"}
	major := corpus.Person{Name: "John Major", Kind: corpus.Individual}
	spokesman := corpus.Person{Name: "Jane Roe’s spokesman", Kind: corpus.Unnamed}
	mother := corpus.Person{Name: "her mother", Kind: corpus.Unnamed}
	widow := corpus.Person{Name: "Roe’s widow", Kind: corpus.Unnamed}
	harlan := corpus.Person{Name: "Ida Harlan", Kind: corpus.Individual, Role: "the harbour’s Chief Executive"}
	woman := corpus.Person{Name: "a spokeswoman", Kind: corpus.Unnamed}
	lind := corpus.Person{Name: "Ole Lind", Kind: corpus.Individual, Role: "minister"}
	lindqvist := corpus.Person{Name: "Mrs Lindqvist", Kind: corpus.Individual}
	board := corpus.Person{Name: "Grain and Feed", Kind: corpus.Organisation}
	ida := corpus.Person{Name: "Ida", Kind: corpus.Individual}
	emil := corpus.Person{Name: "Emil", Kind: corpus.Individual}
	dockers := corpus.Person{Name: "Carl Brandt", Kind: corpus.Individual, Role: "spokesman", Aliases: []string{"their spokesman"}}
	barrister := corpus.Person{Name: "Lionel Fell", Kind: corpus.Individual, Role: "Jane Roe's barrister", Aliases: []string{"Jane Roe’s barrister"}}
	ellen := corpus.Person{Name: "Ellen", Kind: corpus.Individual, Role: "Mr Brandt's widow"}
	paul := corpus.Person{Name: "Paul Brandt", Kind: corpus.Individual, Role: "Emil's brother"}
	before := corpus.Person{Name: "Ann Vale", Kind: corpus.Individual, Role: "former mayor of Thornby"}
	king := corpus.Person{Name: "Roe Jane", Kind: corpus.Individual}
	money := corpus.Person{Name: "Ida Ohm", Kind: corpus.Individual, Role: "chief financial officer"}
	cousin := corpus.Person{Name: "Dale Vale", Kind: corpus.Individual, Role: "cousin of the former governor", Aliases: []string{"a cousin of the former governor"}}
	cameron := corpus.Person{Name: "David Cameron", Kind: corpus.Individual}
	for _, c := range []struct {
		claimed string
		person  corpus.Person
		want    Voice
	}{
		{"Jose Alvarez", alvarez, Said},
		{"Dr. J. Álvarez", alvarez, Said},
		{"Pedro Alvarez", alvarez, Other},
		{"the harbour master", alvarez, Said},
		{"port police chief", alvarez, Said},
		{"Roe", roe, Said},
		{"Mayor Roe", roe, Said},
		{"Jane Roe", roe, Unclear}, // there are two, and the article does not say which
		{"the mayor", roe, Other},
		{"the deputy mayor of Thornby", roe, Said},
		{"Home Office", ministry, Said},
		{"Home Office spokesman", ministry, Said},
		{"the Treasury", ministry, Other},
		{"Andrew Parker, director", parker, Said},
		{"Andrew Parker MI5", parker, Said},
		{"the prime minister", minister, Other},
		{"the prime minister's spokesman", minister, Said},
		{"Hugh Hale", hale, Said},
		{"A. Hale", hale, Said},
		{"Mr Hale’s", hale, Said},
		{"Hale, the union secretary", hale, Said},
		{"John Hale", hale, Other},
		{"Hugh Brown", hale, Other},
		{"Anthony", hale, Said},
		{"MI5 boss", parker, Unclear},
		{"MI5 chief", parker, Unclear},
		{"the head of MI5", parker, Unclear},
		{"the spy chief", parker, Unclear},
		{"Facebook boss", parker, Other},
		{"the prime minister", parker, Other},
		{"Prime Minister Cameron", parker, Other},
		{"Jane Roe, the director general of MI5", parker, Other},
		{"Andrew Parker, the mayor of Thornby", parker, Unclear},
		{"Mayor Parker, Thornby", parker, Other},
		{"the majority leader", corpus.Person{Name: "Ann Cole", Kind: corpus.Individual, Role: "spokeswoman for the majority leader"}, Other},
		{"MI5 boss", deputy, Other},
		{"Emil Brandt", emil, Said}, // as another article names him
		{"Brandt", emil, Said},
		{"Ulrich Brandt", emil, Other},
		{"the dockers' spokesman", dockers, Unclear},
		{"the dockers' deputy spokesman", dockers, Other},
		{"the dockers' spokesman", woman, Unclear},
		{"the Prime Minister", cameron, Unclear}, // no article says that he is not
		{"Ann Smith", cameron, Other},
		{"the union boss", hale, Unclear},
		{"Andrew King", parker, Other},
		{"Andrew Chief", parker, Other},
		{"President Parker", parker, Other},
		{"Director General Parker", parker, Said},
		{"Chief Parker", parker, Said},
		{"MI5 chief Andrew Parker", parker, Said},
		{"GCHQ chief Andrew Parker", parker, Other},
		{"Sir Andrew Parker", parker, Said},
		{"President Cameron", cameron, Unclear},
		{"John Major", major, Said},
		{"John King", major, Other},
		{"Jane Roe", spokesman, Other},
		{"Jane Roe's spokesman", spokesman, Said},
		{"Jane Roe", mother, Unclear}, // for all that is told, it is she
		{"Jane Roe", widow, Other},
		{"the prime minister", mother, Unclear},
		{"Hugh Hale's lawyer", hale, Other},
		{"the harbour's CEO", harlan, Said},
		{"the chief executive of the harbour", harlan, Said},
		{"Saltby harbour CEO", harlan, Unclear},
		{"Saltby CEO", harlan, Other},
		{"deputy CEO of the Saltby harbour", harlan, Other},
		{"the bank's chief executive", harlan, Other},
		{"the prime minister", lind, Other},
		{"the county's union secretary", hale, Unclear},
		{"Andrew Parker (BBC)", parker, Unclear},
		{"Andrew Parker, GCHQ", parker, Unclear},
		{"farmer Andrew Parker", parker, Unclear},
		{"Andrew Parker Smith", parker, Other},
		{"Jane Roe, Andrew Parker's lawyer", parker, Other},
		{"the wife of Andrew Parker", parker, Other},
		{"the harbour office", woman, Unclear},
		{"Jane Roe", woman, Other},
		{"Ida Harlan", ida, Unclear},
		{"Harlan Ida", ida, Unclear},
		{"Jane Harlan", ida, Other},
		{"Ida Lindqvist", lindqvist, Unclear},
		{"Ida Berg", lindqvist, Other},
		{"Captain Hugh Hale", hale, Unclear}, // he may be one besides
		{"Captain Hale", hale, Other},
		{"Grain and Feed Board", board, Unclear},
		{"Grain Office", board, Other},
		{"Fenmail boss Ann Smith", corpus.Person{Name: "Fenmail", Kind: corpus.Organisation}, Other},
		{"Andrew Parker of GCHQ", parker, Unclear},
		{"Mr Parker, a farmer", parker, Unclear},
		{"Mr Parker's lawyer, a farmer", parker, Other},
		{"the lawyer of Andrew Parker", parker, Other},
		{"Jane Roe", barrister, Other},
		{"Jane Roe's barrister", barrister, Said},
		{"MI5", parker, Unclear}, // its head may speak for it
		{"Emil Brandt", paul, Other},
		{"Mr Brandt", paul, Said},
		{"Mrs Brandt", ellen, Unclear}, // it is likely her name, too
		{"Mr Brandt", ellen, Other},
		{"Mayor Vale", before, Other}, // that is another Vale
		{"Mayor Ann Vale", before, Said},
		{"ex-mayor Ann Vale", before, Said},
		{"Jane Roe", king, Other},
		{"Jane Roe", corpus.Person{Name: "Jane Roe Hart", Kind: corpus.Individual}, Other},
		{"the CFO", money, Said},
		{"the CEO", money, Other},
		{"T.K. Menon", corpus.Person{Name: "T. K. Menon", Kind: corpus.Individual}, Said},
		{"TK Menon", corpus.Person{Name: "T. K. Menon", Kind: corpus.Individual}, Said},
		{"J.R.R. Vale", corpus.Person{Name: "J. R. R. Vale", Kind: corpus.Individual}, Said},
		{"T. P. Menon", corpus.Person{Name: "T. K. Menon", Kind: corpus.Individual}, Other},
		{"the former governor", cousin, Other},
		{"Governor Vale", cousin, Unclear},
		{"the former governor's cousin", cousin, Said},
		{"the PM", corpus.Person{Name: "Ole Lind", Kind: corpus.Individual, Role: "Prime Minister"}, Said},
	} {
		t.Run(c.claimed+", "+c.person.Name, func(t *testing.T) {
			s := newSpeaker(c.claimed, people)
			if got := s.compare(&corpus.Article{}, &c.person); got != c.want {
				t.Errorf("%q for %q: %s, want %s", c.claimed, c.person.Name, got, c.want)
			}
		})
	}
}

// TestTitles holds speakers with titles against people who have the title, or another sex, in the article.
func TestTitles(t *testing.T) {
	articles, people := annotated(t, []*corpus.Article{newArticle(t, "echo", "Echo", "Canon Leonard Ames, a brother of the mayor, met his wife Grace Ames. "+
		"“We sing on Sundays at the mole,” Ames said. “He sings far too loud at the mole,” said Mrs Ames. “They are all too loud at the mole,” said Peter Ames. Peter Ames called the whole of the new organ “unlovely”.")})
	for _, c := range []struct {
		words, speaker string
		verdict        Verdict
		voice          Voice
	}{
		{"He sings far too loud at the mole", "Mrs Ames", Exact, Said},
		{"He sings far too loud at the mole", "Canon Ames", WrongSpeaker, Other},
		{"He sings far too loud at the mole", "Mr Ames", WrongSpeaker, Other},
		{"They are all too loud at the mole", "Mrs Ames", Exact, Unclear},
		{"They are all too loud at the mole", "Peter Ames", Exact, Said},
		{"called the whole of the new organ “unlovely”", "Peter Ames", Exact, Several},
		{"called the whole of the new organ unlovely", "Peter Ames", Stitched, Several},
		{"called the whole of the new organ “unlovely”", "Mrs Ames", Exact, Unclear},
		{"called the whole of the new organ “unlovely”", "Ida Moll", WrongSpeaker, Other},
	} {
		r := Check(Claim{c.words, c.speaker}, articles, people)
		if r.Verdict != c.verdict || r.Matches[0].Voice != c.voice {
			t.Errorf("by %s: want %s and %s\n%s", c.speaker, c.verdict, c.voice, show(r))
		}
	}
}

// TestNames asks for those who speak, and for no others.
func TestNames(t *testing.T) {
	a := newArticle(t, "echo", "Echo", "“It leaks,” said Jane Roe. “It floats,” someone said.")
	a.People = []corpus.Person{{Name: "Jane Roe"}, {Name: "Hugh Hale"}}
	a.Statements = []corpus.Statement{{Speaker: 0}, {Speaker: corpus.Unattributed}}
	for speaker, want := range map[string][]string{
		"Dr José Álvarez": {"Jane Roe", "jane roe", "jose alvarez"},
		"":                {"Jane Roe", "jane roe"},
	} {
		if got := Names(Claim{"It leaks", speaker}, []*corpus.Article{a}); !slices.Equal(got, want) {
			t.Errorf("by %q: %q, want %q", speaker, got, want)
		}
	}
}

package opensearch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/index"
)

// Candidates is the [index.Engine]'s.
func (c *Cluster) Candidates(ctx context.Context, p *index.Plan) (found index.Found, err error) {
	defer wrap(&err, "search")
	by := object{"_score": "desc"}
	if p.ByDate {
		by = object{"weight": object{"order": "asc", "missing": "_last"}}
	}
	sort := []object{by, {"article": "asc"}, {"hash": "asc"}, {"number": "asc"}}
	found.Total, err = c.scan(ctx, query(p), sort, p.Offset, p.Limit, func(h hit) error {
		var passage index.Passage
		var score float64 // or the day
		err := h.values(&score, &passage.Article, &passage.Hash, &passage.Number)
		if !p.ByDate {
			passage.Score = score
		}
		found.Passages = append(found.Passages, passage)
		return err
	})
	return found, err
}

// query puts a plan in OpenSearch's words: what matches is filtered, without scores; only
// the words of the text give one.
func query(p *index.Plan) object {
	match := []object{term("type", passages)}
	for _, clause := range p.Must {
		match = append(match, anyOf(clause))
	}
	if p.Least > 0 {
		some := make([]object, len(p.Should))
		for i, clause := range p.Should {
			some[i] = anyOf(clause)
		}
		match = append(match, atLeast(p.Least, some))
	}
	if p.From != "" || p.To != "" {
		match = append(match, days(p.From, p.To))
	}
	score := []object{}
	for _, clauses := range [][]index.Clause{p.Must, p.Should} {
		for _, clause := range clauses {
			for _, a := range clause {
				if a.Field == index.Text {
					score = append(score, object{"term": object{"text": object{"value": a.Term, "boost": a.Boost}}})
				}
			}
		}
	}
	q := object{"filter": match, "should": score}
	if len(match) == 1 {
		q["minimum_should_match"] = 1 // without any condition, what has a score matches
	}
	return object{"bool": q}
}

// days is what appeared on one of some days. What has no day is never among it.
func days(from, to corpus.Date) object {
	between := object{"gte": cmp.Or(from, "0"), "lte": cmp.Or(to, "9999-12-31")}
	return object{"range": object{"date": between}}
}

func term(field, value string) object {
	return object{"term": object{field: value}}
}

func all(conditions ...object) object {
	return object{"bool": object{"filter": conditions}}
}

var nothing = object{"match_none": object{}}

// atLeast is what fulfils so many of some conditions; of more than there are, nothing does.
func atLeast(n int, conditions []object) object {
	if n > len(conditions) {
		return nothing
	}
	return object{"bool": object{"should": conditions, "minimum_should_match": n}}
}

// anyOf is what has any of some terms. Those of one field are put together, since the server
// takes no more than 1,024 conditions at once.
func anyOf(clause index.Clause) object {
	byField := map[index.Field][]string{}
	for _, a := range clause {
		byField[a.Field] = append(byField[a.Field], a.Term)
	}
	var some []object
	for field, terms := range byField {
		some = append(some, object{"terms": object{string(field): terms}})
	}
	return atLeast(1, some)
}

// Frequencies is the [index.Engine]'s.
func (c *Cluster) Frequencies(ctx context.Context, field index.Field, terms []string) (counts []int, err error) {
	defer wrap(&err, "count terms")
	return c.counts(ctx, passages, string(field), terms)
}

// counts returns, for each of some terms, how many documents of a type have it in a field.
func (c *Cluster) counts(ctx context.Context, kind, field string, terms []string) ([]int, error) {
	out := make([]int, len(terms))
	if len(terms) == 0 {
		return out, nil
	}
	filters := make([]object, len(terms))
	for i, t := range terms {
		filters[i] = term(field, t)
	}
	var answer struct {
		Aggregations struct {
			Counts struct {
				Buckets []struct {
					Documents int `json:"doc_count"`
				}
			}
		}
	}
	err := c.search(ctx, "", object{"size": 0, "query": term("type", kind), "track_total_hits": false,
		"aggs": object{"counts": object{"filters": object{"filters": filters}}}}, &answer)
	if err != nil {
		return nil, err
	}
	buckets := answer.Aggregations.Counts.Buckets
	if len(buckets) != len(terms) {
		return nil, fmt.Errorf("of %d terms %d are counted", len(terms), len(buckets))
	}
	for i, b := range buckets {
		out[i] = b.Documents
	}
	return out, nil
}

// Terms is the [index.Engine]'s, of the text and of outlets. Terms of passages that are gone
// are among them until the coverage is loaded again.
func (c *Cluster) Terms(ctx context.Context, field index.Field, prefix string) ([]string, error) {
	return c.dictionary(ctx, field, beginning("term", prefix))
}

// Similar is the [index.Engine]'s, see [Cluster.Terms].
func (c *Cluster) Similar(ctx context.Context, field index.Field, term, prefix string, distance int) ([]string, error) {
	fixed := 0
	if strings.HasPrefix(term, prefix) {
		fixed = utf8.RuneCountInString(prefix)
	}
	return c.dictionary(ctx, field, beginning("term", prefix), near("term", term, fixed, distance))
}

// Conditions on parts of words. No word is so long as what is refused by them, which the
// server would need minutes for.

// beginning is what has a value that begins so.
func beginning(field, prefix string) object {
	if len(prefix) > longestWord {
		return nothing
	}
	return object{"prefix": object{field: prefix}}
}

// containing is what has a value in which something stands.
func containing(field, part string) object {
	if len(part) > longestWord {
		return nothing
	}
	return object{"wildcard": object{field: object{"value": "*" + wildcards.Replace(part) + "*"}}}
}

var wildcards = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`)

// near is what has a value that is at most so many letters away. The first letters, so many,
// are the same; two letters that changed places are one mistake.
func near(field, value string, fixed, distance int) object {
	if len(value) > longestWord {
		return nothing
	}
	return object{"fuzzy": object{field: object{"value": value, "fuzziness": distance, "prefix_length": fixed,
		"transpositions": true, "rewrite": "constant_score"}}}
}

// dictionary returns the terms of a field for which some conditions hold.
func (c *Cluster) dictionary(ctx context.Context, field index.Field, conditions ...object) (out []string, err error) {
	defer wrap(&err, "look for terms")
	conditions = append(conditions, term("type", terms), term("field", string(field)))
	_, err = c.scan(ctx, all(conditions...), []string{"term"}, 0, everything, func(h hit) error {
		var t string
		err := h.values(&t)
		out = append(out, t)
		return err
	})
	return out, err
}

// Held is the [index.Engine]'s.
func (c *Cluster) Held(ctx context.Context) (held map[string]index.Revision, err error) {
	defer wrap(&err, "list what is held")
	held = map[string]index.Revision{}
	_, err = c.scan(ctx, term("type", articles), []string{"article", "hash", "documents"}, 0, everything, func(h hit) error {
		var article string
		var r index.Revision
		err := h.values(&article, &r.Hash, &r.Documents)
		held[article] = r
		return err
	})
	return held, err
}

// A hit is a document that was found: what it is sorted by and, where it is asked for, what
// it was written with.
type hit struct {
	Sort   []json.RawMessage
	Source json.RawMessage `json:"_source"`
}

// values reads what the hit is sorted by.
func (h *hit) values(into ...any) error {
	if len(h.Sort) != len(into) {
		return fmt.Errorf("a document has %d values and not %d", len(h.Sort), len(into))
	}
	for i, v := range h.Sort {
		if err := json.Unmarshal(v, into[i]); err != nil {
			return fmt.Errorf("read document: %w", err)
		}
	}
	return nil
}

// mostAtOnce is how many documents the server returns at once, and everything more than any
// cluster holds.
const (
	mostAtOnce = 10_000
	everything = 1 << 40
)

// scan calls f with what matches a query, so many after an offset, and returns how many match
// in all. The order must leave no ties: beyond what the server returns at once, the last
// document says where to go on.
func (c *Cluster) scan(ctx context.Context, query object, sort any, offset, limit int, f func(hit) error) (total int, err error) {
	body := object{"query": query, "sort": sort, "track_total_hits": true, "_source": false, "stored_fields": "_none_"}
	end := offset + limit
	if limit <= 0 {
		end = 0
	}
	for seen := 0; ; {
		size := min(end-seen, mostAtOnce)
		body["size"] = size
		var answer answer
		if err := c.search(ctx, "&search_type=dfs_query_then_fetch", body, &answer); err != nil { // a word is as rare on all shards
			return 0, err
		}
		if seen == 0 {
			total = answer.Hits.Total.Value
		}
		found := answer.Hits.Hits
		for _, h := range found[min(max(0, offset-seen), len(found)):] {
			if err := f(h); err != nil {
				return 0, err
			}
		}
		seen += len(found)
		if seen >= end || len(found) < size {
			return total, nil
		}
		body["search_after"] = found[len(found)-1].Sort
	}
}

// An answer is what a search finds.
type answer struct {
	Hits struct {
		Total struct{ Value int }
		Hits  []hit
	}
}

// search asks all shards; an answer of some of them is none.
func (c *Cluster) search(ctx context.Context, params string, body object, answer any) error {
	query, err := json.Marshal(body["query"])
	if err != nil {
		return fmt.Errorf("write search: %w", err)
	}
	sum := sha256.Sum256(query)
	r := request{method: http.MethodPost, path: "/" + c.target + "/_search?allow_partial_search_results=false" + params, most: c.config.Timeout}
	r.copies = hex.EncodeToString(sum[:8]) // the pages of a search are of the same copies, which may differ in their order
	return c.do(ctx, r, body, answer)
}

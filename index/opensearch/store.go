package opensearch

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"onrecord/corpus"
	"onrecord/index"
)

// Coverage is the [index.Store]'s.
func (c *Cluster) Coverage(ctx context.Context) (held *index.Coverage, err error) {
	defer wrap(&err, "measure coverage")
	_, m, err := c.meta(ctx)
	if err != nil {
		return nil, err
	}
	outlets, err := c.Outlets(ctx, corpus.Listing{})
	if err != nil {
		return nil, err
	}
	type count struct {
		Documents int `json:"doc_count"`
	}
	var answer struct {
		Aggregations struct {
			Articles, Passages count
			Bytes              struct{ Value float64 }
			Years              struct{ Buckets []bucket }
		}
	}
	err = c.search(ctx, "", object{"size": 0, "track_total_hits": false, "aggs": object{
		"articles": object{"filter": term("type", articles)},
		"passages": object{"filter": term("type", passages)},
		"bytes":    object{"sum": object{"field": "bytes"}},
		"years":    object{"terms": object{"field": "year", "size": mostBuckets, "order": object{"_key": "asc"}}},
	}}, &answer)
	if err != nil {
		return nil, err
	}
	found := answer.Aggregations
	held = &index.Coverage{Scope: corpus.ScopeOf(outlets), Passages: found.Passages.Documents, Bytes: int64(found.Bytes.Value), Outlets: outlets}
	held.Articles, held.Version = found.Articles.Documents, m.Coverage
	for _, y := range found.Years.Buckets {
		held.Years = append(held.Years, y.Key)
	}
	return held, nil
}

// Entries is the [index.Store]'s. An article that is not what was written is not returned.
func (c *Cluster) Entries(ctx context.Context, ids []string) (out []*index.Entry, err error) {
	defer wrap(&err, "read articles")
	read := map[string]*index.Entry{}
	for some := range slices.Chunk(slices.Compact(slices.Sorted(slices.Values(ids))), 100) {
		wanted := make([]string, len(some))
		for i, id := range some {
			wanted[i] = articleID(id)
		}
		found, err := c.sources(ctx, object{"size": len(some), "sort": []string{"article"},
			"query": all(term("type", articles), object{"ids": object{"values": wanted}})})
		if err != nil {
			return nil, err
		}
		for _, h := range found {
			var id string
			var doc struct{ Hash, Record string }
			if err := errors.Join(h.values(&id), json.Unmarshal(h.Source, &doc)); err != nil {
				return nil, err
			}
			if read[id], err = index.ReadEntry([]byte(doc.Record), doc.Hash); err != nil {
				c.config.Log.Error("an article in the cluster is damaged and is not quoted: load the coverage again", "article", id, "err", err)
			}
		}
	}
	out = make([]*index.Entry, len(ids))
	for i, id := range ids {
		out[i] = read[id]
	}
	return out, nil
}

// sources returns documents with what they were written with.
func (c *Cluster) sources(ctx context.Context, body object) ([]hit, error) {
	var answer answer
	body["track_total_hits"] = false
	err := c.search(ctx, "", body, &answer)
	return answer.Hits.Hits, err
}

// listed is the articles of a listing.
func listed(l *corpus.Listing) object {
	match := []object{term("type", articles)}
	for field, value := range map[string]string{"article": l.Article, "key": l.Key, "address": l.Address} {
		if value != "" {
			match = append(match, term(field, value))
		}
	}
	for _, w := range l.Named {
		match = append(match, containing("named", w))
	}
	if l.Outlets != nil {
		match = append(match, object{"terms": object{"outlet": l.Outlets}})
	}
	if l.From != "" || l.To != "" {
		match = append(match, days(l.From, l.To))
	}
	return all(match...)
}

// List is the [index.Store]'s.
func (c *Cluster) List(ctx context.Context, l corpus.Listing) (ids []string, total int, err error) {
	defer wrap(&err, "list articles")
	sort := []object{{"date": "desc"}, {"article": "desc"}}
	total, err = c.scan(ctx, listed(&l), sort, max(0, l.Offset), l.Limit, func(h hit) error {
		var day, id string
		err := h.values(&day, &id)
		ids = append(ids, id)
		return err
	})
	return ids, total, err
}

// A bucket is one value of a field.
type bucket struct {
	Key         string
	Documents   int `json:"doc_count"`
	First, Last struct{ Value float64 }
}

// mostBuckets is how many outlets and years are counted.
const mostBuckets = 10_000

// Outlets is the [index.Store]'s.
func (c *Cluster) Outlets(ctx context.Context, l corpus.Listing) (counts []corpus.OutletCount, err error) {
	defer wrap(&err, "count outlets")
	var answer struct {
		Aggregations struct{ Outlets struct{ Buckets []bucket } }
	}
	err = c.search(ctx, "", object{"size": 0, "query": listed(&l), "track_total_hits": false, "aggs": object{"outlets": object{
		"terms": object{"field": "outlet", "size": mostBuckets},
		"aggs":  object{"first": object{"min": object{"field": "weight"}}, "last": object{"max": object{"field": "weight"}}},
	}}}, &answer)
	if err != nil {
		return nil, err
	}
	for _, b := range answer.Aggregations.Outlets.Buckets {
		counts = append(counts, corpus.OutletCount{Name: b.Key, Articles: b.Documents,
			From: dayOf(int(b.First.Value)), To: dayOf(int(b.Last.Value))})
	}
	slices.SortFunc(counts, func(a, b corpus.OutletCount) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Name, b.Name))
	})
	return counts, nil
}

// People is the [index.Store]'s.
func (c *Cluster) People(ctx context.Context, names [][]string, limit int, places bool) (called []corpus.Identity, err error) {
	defer wrap(&err, "look for people")
	query := term("type", people)
	if len(names) > 0 {
		var some []object
		var single []string
		for _, words := range names {
			if len(words) == 1 {
				single = append(single, words[0]) // the server takes no more than 1,024 conditions at once
				continue
			}
			var has []object
			for _, w := range words {
				has = append(has, term("callings", w))
			}
			some = append(some, all(has...))
		}
		if len(single) > 0 {
			some = append(some, object{"terms": object{"callings": single}})
		}
		query = all(query, atLeast(1, some))
	}
	fields := []string{"record"}
	if places {
		fields = append(fields, "places")
	}
	found, err := c.sources(ctx, object{"size": min(max(0, limit), mostAtOnce), "query": query, "sort": []string{"rank"}, "_source": fields})
	for _, h := range found {
		var doc struct{ Record, Places string }
		var p corpus.Identity
		err := json.Unmarshal(h.Source, &doc)
		if err == nil {
			err = json.Unmarshal([]byte(doc.Record), &p)
		}
		if err == nil && places {
			err = json.Unmarshal([]byte(doc.Places), &p.Places)
		}
		if err != nil {
			return nil, err
		}
		called = append(called, p)
	}
	return called, err
}

// AreNames is the [index.Store]'s.
func (c *Cluster) AreNames(ctx context.Context, terms []string) ([]bool, error) {
	counts, err := c.counts(ctx, people, "names", terms)
	if err != nil {
		return nil, fmt.Errorf("look for names: %w", err)
	}
	out := make([]bool, len(counts))
	for i, n := range counts {
		out[i] = n > 0
	}
	return out, nil
}

// Suggest is the [index.Store]'s.
func (c *Cluster) Suggest(ctx context.Context, kind corpus.NameKind, typed []string, alike bool, limit int) (names []string, err error) {
	defer wrap(&err, "suggest names")
	if limit <= 0 {
		return nil, nil
	}
	fit := func(field string) object {
		conditions := []object{{"exists": object{"field": field}}}
		for _, t := range typed {
			conditions = append(conditions, spelt(field, t, alike))
		}
		return all(conditions...)
	}
	found := fit("words")
	switch kind {
	case corpus.SpeakerNames:
		found = all(found, term("type", people))
	case corpus.ArticleNames:
		found = all(found, term("type", articles))
	case corpus.OutletNames:
		found = all(found, term("type", terms), term("field", string(index.Outlet)))
	}
	// Those whose own name fits score.
	query := object{"bool": object{"filter": found, "should": object{"constant_score": object{"filter": fit("own")}}}}
	size := limit
	if kind == corpus.OutletNames {
		size = mostAtOnce // how many articles they have is not written with them
	}
	var answer answer
	err = c.search(ctx, "", object{"size": size, "query": query, "sort": []object{{"_score": "desc"}, {"weight": "desc"}, {"name": "asc"}},
		"collapse": object{"field": "name"}, "track_total_hits": false, "_source": false, "stored_fields": "_none_"}, &answer)
	if err != nil {
		return nil, err
	}
	names = []string{}
	own := map[string]bool{}
	for _, h := range answer.Hits.Hits {
		var score float64
		var weight json.RawMessage
		var name string
		if err := h.values(&score, &weight, &name); err != nil {
			return nil, err
		}
		names, own[name] = append(names, name), score > 0
	}
	if kind != corpus.OutletNames {
		return names, nil
	}
	counts, err := c.Outlets(ctx, corpus.Listing{Outlets: names}) // those with most articles first
	if err != nil {
		return nil, err
	}
	names = names[:0]
	for _, first := range []bool{true, false} {
		for _, o := range counts {
			if own[o.Name] == first && len(names) < limit {
				names = append(names, o.Name)
			}
		}
	}
	return names, nil
}

// spelt is what has a word in a field that begins so or, if alike, is spelt nearly so: with one
// letter wrong in a word of four, two in one of seven, but not the first. Nobody misspells what
// is longer than twenty.
func spelt(field, typed string, alike bool) object {
	n := utf8.RuneCountInString(typed)
	switch {
	case !alike || n < 4 || n > 20:
		return beginning(field, typed)
	case n < 7:
		return near(field, typed, 1, 1)
	}
	return near(field, typed, 1, 2)
}

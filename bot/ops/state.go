package ops

import (
	"fmt"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// How interactions reach the bot.
const (
	Gateway = "gateway" // over connections to Discord
	Webhook = "webhook" // by requests from Discord
)

// A State is how the bot is at one moment. The zero value of a time means that it is not
// known. As JSON it is part of what /readyz says.
type State struct {
	Mode      string  `json:"mode"`             // Gateway or Webhook
	Shards    []Shard `json:"shards,omitempty"` // those of this process, each id once
	IndexOpen bool    `json:"-"`

	Corpus Corpus `json:"corpus"`
	Fault  string `json:"fault,omitempty"` // why the last reload of the corpus failed
}

// A Shard is one connection to Discord's gateway, over all of its sessions.
type Shard struct {
	ID    int       `json:"id"`
	Ready bool      `json:"ready"`          // it has a session, and Discord acknowledges its heartbeats
	Since time.Time `json:"since,omitzero"` // when Ready last changed
}

type Corpus struct {
	Version  string    `json:"version"`
	Articles int       `json:"articles"`
	Loaded   time.Time `json:"loaded,omitzero"` // when it was loaded
	Newest   time.Time `json:"-"`               // the newest article's day of publication
}

// missing says what keeps the bot from answering. A failed reload does not: the coverage
// from before goes on answering.
func (s State) missing() []string {
	out := []string{} // which is [] in JSON
	if !s.IndexOpen {
		out = append(out, "the index is not open")
	}
	if s.Mode != Webhook && len(s.Shards) == 0 {
		out = append(out, "no shard has been started")
	}
	for _, shard := range s.Shards {
		if !shard.Ready {
			out = append(out, fmt.Sprintf("shard %d is not connected to Discord", shard.ID))
		}
	}
	return out
}

// collect makes metrics of the state. It leaves out what is not known, because 0 would set
// off alarms, or keep them from going off.
func (s State) collect(out chan<- prometheus.Metric) {
	gauge := func(name, help string, v float64, labels prometheus.Labels) {
		out <- prometheus.MustNewConstMetric(prometheus.NewDesc("onrecord_"+name, help, nil, labels), prometheus.GaugeValue, v)
	}
	flag := map[bool]float64{true: 1}
	gauge("ready", "Whether members get answers now: what /readyz says.", flag[len(s.missing()) == 0], nil)
	gauge("corpus_last_reload_successful", "Whether the last reload succeeded, or there was none.", flag[s.Fault == ""], nil)
	if s.IndexOpen {
		version := prometheus.Labels{"version": s.Corpus.Version}
		gauge("corpus_info", "The corpus that is searched; always 1.", 1, version)
		gauge("corpus_articles", "Articles of the corpus.", float64(s.Corpus.Articles), nil)
		gauge("corpus_loaded_timestamp_seconds", "When the corpus was loaded.", float64(s.Corpus.Loaded.Unix()), nil)
	}
	if day := s.Corpus.Newest; !day.IsZero() {
		gauge("corpus_newest_article_timestamp_seconds", "Day of publication of the newest article.", float64(day.Unix()), nil)
	}
	for _, shard := range s.Shards {
		id := prometheus.Labels{"shard": strconv.Itoa(shard.ID)}
		gauge("gateway_ready", "Whether the shard has a session with Discord.", flag[shard.Ready], id)
	}
}

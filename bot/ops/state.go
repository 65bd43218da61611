package ops

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// How interactions reach the bot.
const (
	Gateway = "gateway" // over connections to Discord
	Webhook = "webhook" // by requests from Discord
)

// A State is how the bot is at one moment. The zero value of a time means that it
// is not known.
type State struct {
	Mode      string  // Gateway or Webhook
	Shards    []Shard // those of this process, each id once
	Listening bool    // the webhook's listener is open
	IndexOpen bool
	Draining  bool // the process is ending: it finishes what it has and takes no more

	Corpus     Corpus
	IndexBytes int64  // on disk; 0 when it is not known, or in memory
	Fault      string // why the last reload of the corpus failed, "" when it did not

	Waiting int // interactions that wait for a worker
	Working int // interactions that are being answered
}

// A Shard is one connection to Discord's gateway, over all of its sessions.
type Shard struct {
	ID int
	// Ready means that it has a session and that Discord acknowledges its
	// heartbeats. Whoever fills this in watches that.
	Ready   bool
	Since   time.Time     // when Ready last changed
	Latency time.Duration // from the last heartbeat to its acknowledgement; 0 when there was none

	Connects, Resumes, Identifies uint64 // since the process began
}

// A Corpus is the coverage that is searched.
type Corpus struct {
	Version  string
	Articles int
	Outlets  int
	Passages int       // 0 when it is not known
	Loaded   time.Time // when it was loaded
	Newest   time.Time // the newest article's day of publication
}

// missing says what keeps the bot from answering; nothing when it can. A failed
// reload is no such thing, because the coverage from before goes on answering.
func (s *State) missing() []string {
	out := []string{} // which is [] in JSON
	if s.Draining {
		out = append(out, "the process is ending")
	}
	if !s.IndexOpen {
		out = append(out, "the index is not open")
	}
	switch s.Mode {
	case Webhook:
		if !s.Listening {
			out = append(out, "the webhook does not listen")
		}
	case Gateway:
		if len(s.Shards) == 0 {
			out = append(out, "no shard has been started")
		}
		for _, shard := range s.Shards {
			if !shard.Ready {
				out = append(out, fmt.Sprintf("shard %d is not connected to Discord", shard.ID))
			}
		}
	default:
		out = append(out, "it is not known how interactions are to come")
	}
	return out
}

// A stateMetric describes one metric that is read off a State.
func stateMetric(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("onrecord_"+name, help, labels, nil)
}

var (
	ready      = stateMetric("ready", "Whether members get answers now: what /readyz says.")
	draining   = stateMetric("draining", "Whether the process is ending and takes no more interactions.")
	waiting    = stateMetric("interactions_waiting", "Interactions that wait for a worker.")
	working    = stateMetric("interactions_working", "Interactions that are being answered.")
	indexOpen  = stateMetric("index_open", "Whether the index is open.")
	indexBytes = stateMetric("index_bytes", "Size of the index on disk.")

	corpusInfo     = stateMetric("corpus_info", "The corpus that is searched; always 1.", "version")
	corpusArticles = stateMetric("corpus_articles", "Articles of the corpus.")
	corpusOutlets  = stateMetric("corpus_outlets", "Outlets of the corpus.")
	corpusPassages = stateMetric("corpus_passages", "Passages of the corpus that are searched.")
	corpusLoaded   = stateMetric("corpus_loaded_timestamp_seconds", "When the corpus was loaded.")
	corpusNewest   = stateMetric("corpus_newest_article_timestamp_seconds", "Day of publication of the newest article.")
	corpusReload   = stateMetric("corpus_last_reload_successful", "Whether the last reload of the corpus succeeded, or none was asked for.")

	gatewayReady      = stateMetric("gateway_ready", "Whether the shard has a session with Discord.", "shard")
	gatewaySince      = stateMetric("gateway_ready_changed_timestamp_seconds", "When the shard last got or lost its session.", "shard")
	gatewayLatency    = stateMetric("gateway_heartbeat_latency_seconds", "Time from the shard's last heartbeat to its acknowledgement.", "shard")
	gatewayConnects   = stateMetric("gateway_connects_total", "Connections that the shard made.", "shard")
	gatewayResumes    = stateMetric("gateway_resumes_total", "Sessions that the shard resumed.", "shard")
	gatewayIdentifies = stateMetric("gateway_identifies_total", "Sessions that the shard asked to begin; Discord allows a bot 1,000 a day.", "shard")
)

// Describe sends nothing: what is known of a state, and so which metrics there
// are, changes. Prometheus calls that an unchecked collector.
func (s *State) Describe(chan<- *prometheus.Desc) {}

// Collect makes the metrics of the state.
func (s *State) Collect(out chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	count := func(d *prometheus.Desc, v uint64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(v), labels...)
	}
	stamp := func(d *prometheus.Desc, t time.Time, labels ...string) {
		if !t.IsZero() {
			gauge(d, float64(t.UnixMilli())/1000, labels...)
		}
	}
	gauge(ready, flag(len(s.missing()) == 0))
	gauge(draining, flag(s.Draining))
	gauge(waiting, float64(s.Waiting))
	gauge(working, float64(s.Working))
	gauge(indexOpen, flag(s.IndexOpen))
	if s.IndexBytes > 0 {
		gauge(indexBytes, float64(s.IndexBytes))
	}
	gauge(corpusInfo, 1, label(s.Corpus.Version))
	gauge(corpusArticles, float64(s.Corpus.Articles))
	gauge(corpusOutlets, float64(s.Corpus.Outlets))
	if s.Corpus.Passages > 0 {
		gauge(corpusPassages, float64(s.Corpus.Passages))
	}
	stamp(corpusLoaded, s.Corpus.Loaded)
	stamp(corpusNewest, s.Corpus.Newest)
	gauge(corpusReload, flag(s.Fault == ""))
	for _, shard := range s.Shards {
		id := strconv.Itoa(shard.ID)
		gauge(gatewayReady, flag(shard.Ready), id)
		stamp(gatewaySince, shard.Since, id)
		if shard.Latency > 0 {
			gauge(gatewayLatency, shard.Latency.Seconds(), id)
		}
		count(gatewayConnects, shard.Connects, id)
		count(gatewayResumes, shard.Resumes, id)
		count(gatewayIdentifies, shard.Identifies, id)
	}
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// label makes a text fit for a label: Prometheus refuses all metrics for one
// value that is not UTF-8.
func label(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

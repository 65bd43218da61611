package ops

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// What became of an interaction; each is counted once, under one of these.
const (
	Answered  = "answered"   // with something out of the coverage, or with help
	Silent    = "silent"     // with the words that there is nothing in the coverage
	UserError = "user_error" // with what the member can mend
	Limited   = "limited"    // with the words that the member asks too often
	Busy      = "busy"       // with the words that too many ask at this moment
	Failed    = "failed"     // with the words that something went wrong here
	Duplicate = "duplicate"  // not: it came twice, or somebody else has answered
	Late      = "late"       // not: the answer came after Discord's 3 seconds
	Lost      = "lost"       // not, for a reason that the log has
)

// Other stands for every name that is not known, so that nobody who can send a
// name can make the metrics grow.
const Other = "other"

var outcomes = []string{Answered, Silent, UserError, Limited, Busy, Failed, Duplicate, Late, Lost, Other}

// seconds are the buckets of the time that answers take: from a thousandth, which
// a search takes, to the 3 seconds after which Discord takes no first answer
// (Discord's documentation, "Receiving and Responding to Interactions").
var seconds = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2, 3}

// A Build says what the binary was made from.
type Build struct {
	Version string
	Commit  string // "" when it is not known
	Go      string // as runtime.Version
}

// Metrics count what happens. They are safe for use by many goroutines.
type Metrics struct {
	registry *prometheus.Registry

	// Every series is there from the start, at nought: a rate over a series that
	// begins with its first event does not see that event. So counting is looking
	// up two maps that do not change, without a lock.
	byCommand map[string]*series
	reloaded  map[bool]prometheus.Counter
}

// A series counts the interactions of one command.
type series struct {
	outcomes map[string]prometheus.Counter
	took     prometheus.Observer
}

// NewMetrics makes metrics with everything at nought. The commands are the names
// that [Metrics.Interaction] tells apart.
func NewMetrics(about Build, commands []string) *Metrics {
	m := &Metrics{
		registry:  prometheus.NewRegistry(),
		byCommand: map[string]*series{},
		reloaded:  map[bool]prometheus.Counter{},
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "onrecord_build_info", Help: "What the binary was made from; always 1.",
		ConstLabels: prometheus.Labels{"version": label(about.Version), "commit": label(about.Commit), "go": label(about.Go)},
	})
	build.Set(1)
	counts := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "onrecord_interactions_total", Help: "Interactions, by command and by what became of them.",
	}, []string{"command", "outcome"})
	took := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "onrecord_interaction_seconds", Help: "Time from the arrival of an interaction to its first answer.", Buckets: seconds,
	}, []string{"command"})
	reloads := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "onrecord_corpus_reloads_total", Help: "Reloads of the corpus, by result.",
	}, []string{"result"})
	m.registry.MustRegister(build, counts, took, reloads,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))

	for _, name := range commands {
		m.command(label(name), counts, took)
	}
	m.command(Other, counts, took)
	m.reloaded[true] = reloads.WithLabelValues("ok")
	m.reloaded[false] = reloads.WithLabelValues("failed")
	return m
}

func (m *Metrics) command(name string, counts *prometheus.CounterVec, took *prometheus.HistogramVec) {
	s := &series{outcomes: map[string]prometheus.Counter{}, took: took.WithLabelValues(name)}
	for _, outcome := range outcomes {
		s.outcomes[outcome] = counts.WithLabelValues(name, outcome)
	}
	m.byCommand[name] = s
}

// Interaction counts an interaction that is over: what was asked for, what became
// of it, and how long the first answer took. Commands that [NewMetrics] was not
// told of, and outcomes that are no constants of this package, count as [Other].
func (m *Metrics) Interaction(command, outcome string, took time.Duration) {
	s, known := m.byCommand[command]
	if !known {
		s = m.byCommand[Other]
	}
	of(s.outcomes, outcome).Inc()
	s.took.Observe(max(took, 0).Seconds())
}

// Reload counts a reload of the corpus.
func (m *Metrics) Reload(ok bool) { m.reloaded[ok].Inc() }

func of(counters map[string]prometheus.Counter, name string) prometheus.Counter {
	if c, known := counters[name]; known {
		return c
	}
	return counters[Other]
}

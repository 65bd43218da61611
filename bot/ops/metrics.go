package ops

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"
)

// What became of an interaction; each is counted once, under one of these.
const (
	Answered  = "answered"   // with something out of the coverage, or with help
	Silent    = "silent"     // with the words that there is nothing in the coverage
	UserError = "user_error" // with what the member can correct
	Limited   = "limited"    // with the words that the member asks too often
	Failed    = "failed"     // with the words that something went wrong here
	Duplicate = "duplicate"  // not: it came twice, or another process has answered
	Late      = "late"       // not: the answer came after Discord's 3 seconds
	Lost      = "lost"       // not, for a reason that the log has
)

var outcomes = []string{Answered, Silent, UserError, Limited, Failed, Duplicate, Late, Lost}

// seconds are the buckets of the time that answers take: from a thousandth, which a
// search takes, to the 3 seconds after which Discord takes no first answer. (Discord's
// documentation, "Receiving and Responding to Interactions".)
var seconds = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2, 3}

// Metrics count what happens. They are safe for use by many goroutines.
type Metrics struct {
	registry *prometheus.Registry
	counts   *prometheus.CounterVec
	took     *prometheus.HistogramVec
}

// NewMetrics makes metrics for these commands. Every series is there from the start, at
// 0: a rate over a series that begins with its first event does not see that event.
func NewMetrics(commands []string) *Metrics {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(), collectors.NewBuildInfoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	auto := promauto.With(registry)
	m := &Metrics{
		registry: registry,
		counts: auto.NewCounterVec(prometheus.CounterOpts{
			Name: "onrecord_interactions_total", Help: "Interactions, by command and by what became of them.",
		}, []string{"command", "outcome"}),
		took: auto.NewHistogramVec(prometheus.HistogramOpts{
			Name: "onrecord_interaction_seconds", Help: "Time from the arrival of an interaction to its first answer.", Buckets: seconds,
		}, []string{"command"}),
	}
	for _, command := range commands {
		for _, outcome := range outcomes {
			m.counts.WithLabelValues(command, outcome)
		}
		m.took.WithLabelValues(command)
	}
	return m
}

// Interaction counts an interaction that is over: what was asked for, what became of it,
// and how long the first answer took. Members cannot make up names of commands.
func (m *Metrics) Interaction(command, outcome string, took time.Duration) {
	m.counts.WithLabelValues(command, outcome).Inc()
	m.took.WithLabelValues(command).Observe(max(took, 0).Seconds())
}

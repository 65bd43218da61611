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

// Metrics count what happens. They are safe for use by many goroutines.
type Metrics struct {
	registry *prometheus.Registry
	counts   *prometheus.CounterVec
	took     *prometheus.HistogramVec
}

func NewMetrics() *Metrics {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(), collectors.NewBuildInfoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	auto := promauto.With(registry)
	return &Metrics{
		registry: registry,
		counts: auto.NewCounterVec(prometheus.CounterOpts{
			Name: "onrecord_interactions_total", Help: "Interactions, by command and by what became of them.",
		}, []string{"command", "outcome"}),
		took: auto.NewHistogramVec(prometheus.HistogramOpts{
			Name: "onrecord_interaction_seconds", Help: "Time from the arrival of an interaction to its first answer.",
		}, []string{"command"}),
	}
}

// Interaction counts an interaction that is over: what was asked for, what became of it,
// and how long the first answer took. Members cannot make up names of commands.
func (m *Metrics) Interaction(command, outcome string, took time.Duration) {
	m.counts.WithLabelValues(command, outcome).Inc()
	m.took.WithLabelValues(command).Observe(took.Seconds())
}

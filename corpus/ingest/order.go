package ingest

import (
	"context"
	"sync"
)

// inOrder calls read for every item, several at once, and take with what comes of
// it, one after the other and in the order of the items. It does not run further
// ahead of take than a few items a worker.
func inOrder[A, B any](ctx context.Context, items []A, workers int, read func(A) B, take func(B) error) error {
	type job struct {
		item A
		out  chan B
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	jobs := make(chan job)
	queue := make(chan chan B, workers*ahead)
	var wg sync.WaitGroup
	defer wg.Wait()
	for range workers {
		wg.Go(func() {
			for j := range jobs {
				j.out <- read(j.item)
			}
		})
	}
	wg.Go(func() {
		defer close(queue)
		defer close(jobs)
		for _, item := range items {
			out := make(chan B, 1)
			select {
			case queue <- out:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- job{item, out}:
			case <-ctx.Done():
				close(out)
				return
			}
		}
	})
	for out := range queue {
		b, ok := <-out
		if !ok || ctx.Err() != nil {
			break
		}
		if err := take(b); err != nil {
			cancel(err)
			return err
		}
	}
	return context.Cause(ctx)
}

// A queue runs tasks several at once and hands over their results in their order.
type queue struct {
	tasks   chan func()
	results chan chan Result
	workers sync.WaitGroup
	done    sync.WaitGroup
}

func newQueue(workers int, done func(Result)) *queue {
	q := &queue{tasks: make(chan func()), results: make(chan chan Result, workers*ahead)}
	for range workers {
		q.workers.Go(func() {
			for task := range q.tasks {
				task()
			}
		})
	}
	q.done.Go(func() {
		for out := range q.results {
			r := <-out
			if done != nil {
				done(r)
			}
		}
	})
	return q
}

func (q *queue) put(task func() Result) {
	out := make(chan Result, 1)
	q.results <- out
	q.tasks <- func() { out <- task() }
}

// wait waits until all tasks have ended and their results were handed over.
func (q *queue) wait() {
	close(q.tasks)
	q.workers.Wait()
	close(q.results)
	q.done.Wait()
}

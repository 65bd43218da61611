# The names that .ci/run uses; each is one command that can be typed by hand.
GOLANGCI = go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

# What a binary says of itself; empty outside of a clone with tags.
VERSION ?= $(shell git describe --tags --exact-match 2>/dev/null)
COMMIT ?= $(shell git rev-parse --short=12 HEAD 2>/dev/null)

.PHONY: all test race vet vet-platforms fmt lint build release bench size fuzz page screenshot

all: fmt vet lint test build

test:
	go test ./...

race:
	go test -race ./...

vet:
	go vet ./...

# The systems that it is released for, tests included; one architecture of each is enough.
vet-platforms:
	GOOS=darwin go vet ./...
	GOOS=windows go vet ./...

fmt:
	@unformatted=$$(gofmt -l .); test -z "$$unformatted" || { echo "run gofmt on:"; echo "$$unformatted"; exit 1; }

lint:
	$(GOLANGCI) run

build:
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$(VERSION) -X main.commit=$(COMMIT)" -o onrecord ./cmd/onrecord

# What is released, into dist/; see deploy/release.sh.
PLATFORMS = linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64

release:
	PLATFORMS="$(PLATFORMS)" VERSION="$(VERSION)" COMMIT="$(COMMIT)" deploy/release.sh

bench:
	go test -run '^$$' -bench . -benchmem ./...

# The preview's page: checks its types, and makes its components anew. Needs Node.js and npm.
page:
	bot/preview/vendor/vendor.sh

# The README's picture. Needs Chromium.
screenshot:
	ONRECORD_SCREENSHOT=1 go test ./cmd/onrecord -run TestScreenshot

# How many lines, tests excepted, a directory may have with all below it that is not
# named before.
BUDGETS = bot/discordtest:1800 bot/preview:300 bot:2800 index/enginetest:800 index/opensearch/opensearchtest:100 index/opensearch:1600 index:2200 corpus/quotation:4500 corpus/verbatim:2900 \
	corpus/ingest:3400 corpus:1400 commands:2400 cmd/onrecord:1900

size:
	@find . -name '*.go' ! -name '*_test.go' -exec wc -l {} + | awk -v budgets="$(BUDGETS)" ' \
		BEGIN { \
			n = split(budgets, entries, " "); \
			for (i = 1; i <= n; i++) { split(entries[i], pair, ":"); dir[i] = pair[1]; budget[i] = pair[2] } \
		} \
		$$2 != "total" { \
			total += $$1; \
			for (i = 1; i <= n && index($$2, "./" dir[i] "/") != 1; i++) {} \
			lines[i] += $$1; \
		} \
		END { \
			for (i = 1; i <= n; i++) { \
				over = lines[i] > budget[i] ? "over by " (lines[i] - budget[i]) : ""; \
				printf "%-31s %6d of %5d  %s\n", dir[i], lines[i], budget[i], over; \
				sum += budget[i]; \
			} \
			printf "%-31s %6d of %5d\n", "all", total, sum; \
		}'

# Every parser of foreign bytes, a little each. Shrinking what made one run further, at length,
# would take all of the time.
fuzz:
	@for package in $$(go list ./...); do \
		for target in $$(go test -list '^Fuzz' $$package | grep '^Fuzz'); do \
			echo "$$package $$target"; \
			go test -run '^$$' -fuzz "^$$target$$" -fuzztime 20s -fuzzminimizetime 10x $$package || exit 1; \
		done; \
	done

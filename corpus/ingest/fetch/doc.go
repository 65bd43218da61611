// Package fetch gets pages, feeds and sitemaps from the web for an import.
//
// It goes only where a person could have sent it on purpose: to http and https on
// their own ports, to public addresses, however a name or a redirect tries to lead
// it elsewhere, and never through a proxy of the environment. What it reads is
// bounded in time and in bytes, counted after decompression. It asks robots.txt
// first, says who it is, and pauses between two requests to one host.
//
// It knows nothing of articles: what is made of a page is package ingest's matter.
package fetch

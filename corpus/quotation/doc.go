// Package quotation works out from an article's text who said what: it finds
// the quotations and the reported speech, and names their speakers.
package quotation

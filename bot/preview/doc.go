// Package preview shows in a browser on this machine what Discord would show: a channel in
// which the bot answers. To the bot it is Discord: it signs the interactions that the page
// makes, as Discord signs a webhook's, and takes the requests by which the bot answers. To
// the page it hands them on as they are: it knows Discord's paths, and no command.
//
// Nothing is stored, and nothing leaves the machine. The page has an address with a secret,
// is served to this machine alone, and may load and reach nothing else.
package preview

package discordtest

import "time"

// Limits of interactions: interactions/receiving-and-responding,
// "Interaction Callback" and "Interaction Callback Data Structure".
const (
	answerWithin   = 3 * time.Second  // first response
	tokenLifetime  = 15 * time.Minute // follow-ups and edits
	maxChoices     = 25               // of an autocomplete answer and of an option
	maxChoiceName  = 100
	maxChoiceValue = 100 // of a string choice
)

// Limits of messages: resources/message, "Create Message" and "Embed Limits".
const (
	maxContent     = 2000
	maxEmbeds      = 10
	maxTitle       = 256
	maxDescription = 4096
	maxFields      = 25
	maxFieldName   = 256
	maxFieldValue  = 1024
	maxFooter      = 2048
	maxAuthor      = 256
	maxEmbedTotal  = 6000 // over all embeds of a message
	maxURL         = 2048 // OpenAPI: RichEmbed.url
)

// Limits of components: components/reference, "Button", "Action Row", "Legacy
// Message Component Behavior", "String Select", "Text Display"; the change log
// of 2025-04-29 raised Components V2 to 40 components.
const (
	maxRows         = 5
	maxRowButtons   = 5
	maxLabel        = 80
	maxButtonURL    = 512
	maxCustomID     = 100
	maxComponents   = 40
	maxDisplayText  = 4000 // over all text displays of a message
	maxOptions      = 25   // of a select menu
	maxOptionLabel  = 100
	maxPlaceholder  = 150
	maxGalleryItems = 10
)

// Limits of application commands: interactions/application-commands,
// "Application Command Naming", "Structure", "Limits on Registering Commands".
const (
	maxCommandName        = 32
	maxCommandDescription = 100
	maxCommandOptions     = 25
	maxCommandSize        = 8000 // names, descriptions and values together
	maxChatCommands       = 100
	maxUserCommands       = 15
	maxMessageCommands    = 15
	maxCreatesPerDay      = 200 // per guild, and for the global scope
)

// maxGuildsPage: resources/user, "Get Current User Guilds".
const maxGuildsPage = 200

// Limits of the gateway: events/gateway, "Sending Events", "Rate Limiting",
// "Identifying", "Sharding".
const (
	maxPayload       = 4096 // bytes of one event sent by the bot
	maxSends         = 120  // events in sendWindow
	sendWindow       = 60 * time.Second
	identifyWindow   = 5 * time.Second // for max_concurrency identifies
	maxUnsharded     = 2500            // guilds
	replayBuffer     = 4096            // events kept for a resume; ours
	heartbeatGrace   = 1.5             // intervals without a heartbeat; ours
	compressFrom     = 8192            // bytes from which a payload, like READY, is compressed when the bot asked for it; ours
	maxRESTPerSecond = 50              // topics/rate-limits, "Global Rate Limit"; interaction endpoints are exempt
	maxInvalid       = 10000           // topics/rate-limits, "Invalid Request Limit": 401, 403 and 429 in 10 minutes
	invalidWindow    = 10 * time.Minute
	maxBody          = 4 << 20 // bytes of a request; ours, far under Discord's 25 MiB for files
)

// Flags of messages: resources/message, "Message Flags".
const (
	flagSuppressEmbeds        = 1 << 2
	flagEphemeral             = 1 << 6
	flagLoading               = 1 << 7
	flagSuppressNotifications = 1 << 12
	flagComponentsV2          = 1 << 15
)

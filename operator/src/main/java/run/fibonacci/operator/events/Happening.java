package run.fibonacci.operator.events;

/// Something that happened to a service.
///
/// @param warning whether somebody should look
/// @param reason one word in CamelCase
/// @param action what the operator did or saw, one word in CamelCase
/// @param note a sentence for people
public record Happening(boolean warning, String reason, String action, String note) {}

package run.fibonacci.service.sequence;

import java.util.Optional;

/// A request for the next numbers of a sequence.
///
/// @param session whose sequence
/// @param request what tells a retry from a new request, if the client gave it
/// @param count how many numbers, at least 1
/// @param end the sequence must not go on beyond this index (exclusive)
public record Take(Digest session, Optional<Digest> request, int count, long end) {}

package run.fibonacci.service.number;

import io.micronaut.core.io.buffer.ReadBuffer;
import io.micronaut.core.io.buffer.ReadBufferFactory;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.netty.body.NettyByteBodyFactory;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AsciiString;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import reactor.core.publisher.Flux;

/// An answer that is the same for ever, so that every cache on the way may keep it.
///
/// @param tag what tells its form from the others that the same path has
/// @param zipped whether it is sent compressed
record Answer(HttpRequest<?> request, Format format, String tag, boolean zipped) {
  private static final AsciiString FOREVER =
      AsciiString.cached("public, max-age=31536000, immutable");
  private static final AsciiString VARY =
      AsciiString.cached(HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING);

  /// Shorter ones fit a few packets as they are.
  private static final long WORTH_COMPRESSING = 8 * 1024;

  /// @param name what it is, for its entity tag
  /// @param length of its body in bytes
  static Answer of(HttpRequest<?> request, Format format, String name, long length) {
    boolean zipped =
        length > WORTH_COMPRESSING
            && format != Format.OfNumber.BYTES
            && Preferences.acceptsGzip(request);
    String tag = '"' + name + '-' + format.tag() + (zipped ? "-gzip\"" : "\"");
    return new Answer(request, format, tag, zipped);
  }

  /// The short answer to a client that has this one already (RFC 9110, 13.1.2: tags are compared
  /// weakly).
  Optional<HttpResponse<?>> ifKnown() {
    if (!request.getHeaders().contains(HttpHeaders.IF_NONE_MATCH)) {
      return Optional.empty();
    }
    boolean known =
        request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
            .flatMap(header -> Arrays.stream(header.split(",")))
            .map(String::strip)
            .anyMatch(other -> other.equals("*") || other.equals(tag) || other.equals("W/" + tag));
    return known
        ? Optional.of(cacheable(HttpResponse.status(HttpStatus.NOT_MODIFIED)))
        : Optional.empty();
  }

  /// What a GET would have, but for the body.
  HttpResponse<?> head(long length) {
    MutableHttpResponse<?> response = typed(HttpResponse.ok());
    return zipped ? response : response.header(HttpHeaders.CONTENT_LENGTH, String.valueOf(length));
  }

  /// The same where the length is not known.
  HttpResponse<?> withoutLength() {
    return typed(HttpResponse.ok());
  }

  HttpResponse<?> whole(byte[] body) {
    return typed(HttpResponse.ok(body));
  }

  /// Sends pieces as fast as the client reads them.
  HttpResponse<?> pieces(Flux<byte[]> pieces, OptionalLong length) {
    var netty = (NettyHttpRequest<?>) request;
    var bodies = new NettyByteBodyFactory(netty.getChannelHandlerContext().channel());
    ReadBufferFactory buffers = bodies.readBufferFactory();
    Flux<ReadBuffer> body = pieces.map(buffers::adapt);
    return typed(HttpResponse.ok(bodies.adapt(body, zipped ? OptionalLong.empty() : length)));
  }

  private MutableHttpResponse<?> typed(MutableHttpResponse<?> response) {
    if (zipped) {
      response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return cacheable(response).contentType(format.type());
  }

  private MutableHttpResponse<?> cacheable(MutableHttpResponse<?> response) {
    if (format == Format.OfRange.EVENTS) {
      // It goes on where the client left off.
      return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    return response
        .header(HttpHeaderNames.ETAG, tag)
        .header(HttpHeaderNames.CACHE_CONTROL, FOREVER)
        .header(HttpHeaderNames.VARY, VARY);
  }
}

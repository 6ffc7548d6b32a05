package dev.heddle.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.heddle.DelayedCall;
import dev.heddle.Reactor;
import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import dev.heddle.examples.HttpRequest.Refused;
import dev.heddle.examples.ServedFiles.Opened;
import dev.heddle.net.CloseReason;
import dev.heddle.net.FileRegion;
import dev.heddle.protocols.LineOnlyReceiver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client of {@link FileServer}. Serves one request after the other; those that come too early wait, in the network rather
 * than here.
 */
final class FileConnection extends LineOnlyReceiver {

    /** How much a request may have, so that no client can make the server hold more. */
    private static final int MOST_REQUEST_BYTES = 8 * 1024;

    /** How long a client may take to ask for something, from the answer before on. */
    static final Duration REQUEST_LIMIT = Duration.ofSeconds(15);

    /** How long a client may take to receive a file. */
    private static final Duration ANSWER_LIMIT = Duration.ofMinutes(10);

    /** As HTTP writes the time. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Reactor reactor;
    private final ServedFiles files;
    private final List<String> lines = new ArrayList<>();
    private int requestBytes;

    /** What ends the connection, if its client is too slow. */
    private @Nullable DelayedCall limit;

    FileConnection(Reactor reactor, ServedFiles files) {
        this.reactor = reactor;
        this.files = files;
        setCharset(ISO_8859_1);
        setMaxLength(MOST_REQUEST_BYTES);
    }

    @Override
    public void connectionMade() {
        awaitRequest();
    }

    private void awaitRequest() {
        lines.clear();
        requestBytes = 0;
        limitTo(REQUEST_LIMIT);
    }

    private void limitTo(Duration duration) {
        cancelLimit();
        limit = reactor.callLater(duration, transport()::abortConnection);
    }

    private void cancelLimit() {
        if (limit != null && limit.isActive()) {
            limit.cancel();
        }
    }

    @Override
    protected void lineReceived(String line) {
        requestBytes += line.length() + 2;
        if (requestBytes > MOST_REQUEST_BYTES) {
            lineLengthExceeded();
        } else if (!line.isEmpty()) {
            lines.add(line);
        } else if (!lines.isEmpty()) {
            serve();
        }
    }

    @Override
    protected void lineLengthExceeded() {
        refuse(new Refused("431 Request Header Fields Too Large", "at most " + MOST_REQUEST_BYTES + " bytes"));
    }

    private void serve() {
        HttpRequest request;
        try {
            request = HttpRequest.parse(lines);
        } catch (Refused malformed) {
            refuse(malformed);
            return;
        }
        transport().pauseReading();
        limitTo(ANSWER_LIMIT);
        reactor.openInThread(() -> files.open(request.path()))
                .addCallbackDeferring(file -> answer(request, file))
                .addErrorConsumer(failure -> answerWithout(request, failure.getCause()))
                .addConsumer(done -> answered(request));
    }

    private Deferred<@Nullable Void> answer(HttpRequest request, Opened file) throws IOException {
        ByteRange following = answerHead(request, file);
        if (following.isEmpty() || request.isHead()) {
            file.close();
            return Deferred.succeed(null);
        }
        return transport()
                .sendFile(new FileRegion(file.channel(), following.begin(), following.count()))
                .addBoth((sent, failure) -> {
                    file.close();
                    return rethrow(failure);
                });
    }

    /** Writes all but the content, which this returns. */
    private ByteRange answerHead(HttpRequest request, Opened file) {
        String headers = "Last-Modified: " + TIME.format(file.modified());
        if (request.isKnown(file.modified())) {
            write("304 Not Modified", request.keepsAlive(), headers, "");
            return ByteRange.of(null, 0);
        }
        ByteRange range = ByteRange.of(request.range(), file.size());
        headers += "\r\nAccept-Ranges: bytes\r\nContent-Type: " + file.type() + "\r\nContent-Length: " + range.count();
        if (range.isPart()) {
            String status = range.isEmpty() ? "416 Range Not Satisfiable" : "206 Partial Content";
            write(status, request.keepsAlive(), headers + "\r\nContent-Range: " + range, "");
        } else {
            write("200 OK", request.keepsAlive(), headers, "");
        }
        return range;
    }

    private static @Nullable Void rethrow(@Nullable Failure failure) throws Throwable {
        if (failure != null) {
            throw failure.getCause();
        }
        return null;
    }

    private void answerWithout(HttpRequest request, Throwable why) {
        if (why instanceof Refused refused) {
            write(refused, request.keepsAlive(), request.isHead());
        } else {
            transport().abortConnection(); // if it is still there: the answer has begun, and cannot be ended
        }
    }

    private void answered(HttpRequest request) {
        if (!request.keepsAlive()) {
            transport().loseConnection();
        } else if (!transport().isDisconnecting()) {
            awaitRequest();
            transport().resumeReading();
        }
    }

    /** Where a request cannot be understood, there is no telling where the next one begins. */
    private void refuse(Refused malformed) {
        write(malformed, false, false);
        transport().loseConnection();
    }

    private void write(Refused refused, boolean keepsAlive, boolean isHead) {
        String body = refused.status() + ": " + refused.getMessage() + "\n";
        String headers = "Content-Type: text/plain; charset=utf-8\r\nContent-Length: " + body.length();
        write(refused.status(), keepsAlive, headers, isHead ? "" : body);
    }

    private void write(String status, boolean keepsAlive, String headers, String body) {
        String head = "HTTP/1.1 " + status + "\r\nDate: " + TIME.format(Instant.now()) + "\r\nConnection: "
                + (keepsAlive ? "keep-alive" : "close") + "\r\n" + headers + "\r\n\r\n";
        transport().write((head + body).getBytes(ISO_8859_1));
    }

    @Override
    public void connectionLost(CloseReason reason) {
        cancelLimit();
    }
}

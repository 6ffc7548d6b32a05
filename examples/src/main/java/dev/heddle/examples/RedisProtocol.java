package dev.heddle.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.heddle.defer.Deferred;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a Redis server. Commands may be sent before earlier ones are answered; the server answers in their order,
 * which is all that tells the answers apart.
 */
final class RedisProtocol extends Protocol {

    private static final long MOST_BYTES = 64L << 20;

    /** The server refused a command. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    private final RespParser parser = new RespParser(MOST_BYTES);

    /** The commands that are under way, the oldest first. */
    private final Deque<Deferred<RespReply>> unanswered = new ArrayDeque<>();

    /** Why there will be no more answers; null while there may be. */
    private @Nullable IOException end;

    /**
     * Sends a command.
     *
     * @return fires with the answer, or fails with a {@link RefusedException}, or with an {@link IOException} where the
     *     connection is lost before
     */
    Deferred<RespReply> send(String... command) {
        if (end != null) {
            return Deferred.fail(end);
        }
        Deferred<RespReply> answer = new Deferred<>();
        unanswered.add(answer);
        transport().write(encode(command));
        return answer;
    }

    static byte[] encode(String... command) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(("*" + command.length + "\r\n").getBytes(UTF_8));
        for (String word : command) {
            byte[] bytes = word.getBytes(UTF_8);
            encoded.writeBytes(("$" + bytes.length + "\r\n").getBytes(UTF_8));
            encoded.writeBytes(bytes);
            encoded.writeBytes("\r\n".getBytes(UTF_8));
        }
        return encoded.toByteArray();
    }

    @Override
    public void dataReceived(ByteBuffer bytes) {
        try {
            while (!transport().isDisconnecting()) {
                RespReply reply = parser.next(bytes);
                if (reply == null) {
                    return;
                }
                answer(reply);
            }
        } catch (ProtocolException notRedis) {
            end = notRedis;
            transport().abortConnection();
        }
    }

    private void answer(RespReply reply) throws ProtocolException {
        Deferred<RespReply> asked = unanswered.poll();
        if (asked == null) {
            throw new ProtocolException("an answer to no question: " + reply);
        }
        if (reply instanceof RespReply.Refusal(String message)) {
            asked.errback(new RefusedException(message));
        } else {
            asked.callback(reply);
        }
    }

    @Override
    public void connectionLost(CloseReason reason) {
        IOException cause = end == null ? new IOException("the connection to the server is lost: " + reason) : end;
        end = cause;
        while (!unanswered.isEmpty()) {
            unanswered.remove().errback(cause);
        }
    }
}

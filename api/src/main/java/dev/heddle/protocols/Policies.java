package dev.heddle.protocols;

import dev.heddle.ReactorTime;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.Factory;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Limits for the connections of any factory, whichever protocol they speak. Each takes a factory and returns one to use in its
 * place, so they compose, the outermost being the nearest to the network (V1):
 *
 * {@snippet :
 * Factory limited = Policies.limitConnections(chat, ConnectionLimits.none().withTotal(10_000).withByPeer(50));
 * reactor.listenTcp(7007, Policies.idleTimeout(limited, reactor, Duration.ofMinutes(5)));
 * }
 *
 * <p>What they do happens in turns of the reactor that is given as the clock, which is the one that the factory is used with.
 */
public final class Policies {

    private Policies() {}

    /**
     * Closes connections on which nothing was received or written for {@code limit} (V2): in order, as
     * {@code loseConnection} does, and abruptly where the last bytes do not go out within as much time again.
     *
     * @param limit more than zero
     * @throws IllegalArgumentException if the limit is not more than zero
     */
    public static ClientFactory idleTimeout(Factory factory, ReactorTime clock, Duration limit) {
        Spans.positive("an idle timeout", limit);
        return new WrappingFactory(
                factory, (protocol, maker) -> new TimedConnection(protocol, maker, clock, limit, true));
    }

    /**
     * Closes connections that are {@code limit} old, whatever happens on them (V2), as {@link #idleTimeout} does.
     *
     * @param limit more than zero
     * @throws IllegalArgumentException if the limit is not more than zero
     */
    public static ClientFactory totalTimeout(Factory factory, ReactorTime clock, Duration limit) {
        Spans.positive("a total timeout", limit);
        return new WrappingFactory(
                factory, (protocol, maker) -> new TimedConnection(protocol, maker, clock, limit, false));
    }

    /** Lets there be only so many connections at a time (V4). */
    public static ClientFactory limitConnections(Factory factory, ConnectionLimits limits) {
        return new LimitedFactory(factory, limits);
    }

    /**
     * Lets only so many bytes in a second through, in pieces of a twentieth of that (V5). What comes too early is left with
     * the transport, and so with the peer; what is written too early waits, holds back its producer, and is sent before the
     * connection closes.
     */
    public static ClientFactory limitBandwidth(Factory factory, ReactorTime clock, BandwidthLimits limits) {
        List<Meter> allRead = meters(clock, limits.readTotal());
        List<Meter> allWrite = meters(clock, limits.writeTotal());
        return new WrappingFactory(factory, (protocol, maker) -> {
            List<Meter> read = join(allRead, meters(clock, limits.readPerConnection()));
            List<Meter> write = join(allWrite, meters(clock, limits.writePerConnection()));
            return new PacedConnection(protocol, maker, clock, read, write, limits.queueBytes());
        });
    }

    private static List<Meter> meters(ReactorTime clock, long bytesPerSecond) {
        return bytesPerSecond == BandwidthLimits.UNLIMITED ? List.of() : List.of(new Meter(clock, bytesPerSecond));
    }

    private static List<Meter> join(List<Meter> some, List<Meter> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /**
     * Tells {@code log} of each connection, its bytes in both directions, and its loss, as text (V6): a line for each, and
     * for bytes a dump in hexadecimal digits and ASCII, of at most {@code mostBytes} in each direction and turn. For looking
     * at what goes on, not for production.
     *
     * @param log called in turns; what it throws ends the connection
     * @param mostBytes zero or more; of what is longer, the length is told
     * @throws IllegalArgumentException if {@code mostBytes} is negative
     */
    public static ClientFactory logTraffic(Factory factory, int mostBytes, Consumer<String> log) {
        if (mostBytes < 0) {
            throw new IllegalArgumentException("mostBytes must not be negative: " + mostBytes);
        }
        return new WrappingFactory(factory, (protocol, maker) -> new LoggedConnection(protocol, maker, mostBytes, log));
    }
}

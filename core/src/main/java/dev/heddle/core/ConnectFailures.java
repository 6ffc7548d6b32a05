package dev.heddle.core;

import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.ConnectFailedException.BindFailed;
import dev.heddle.net.ConnectFailedException.NoRoute;
import dev.heddle.net.ConnectFailedException.Other;
import dev.heddle.net.ConnectFailedException.OutOfDescriptors;
import dev.heddle.net.ConnectFailedException.Refused;
import dev.heddle.net.ConnectFailedException.TimedOut;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the system says of a failed connection attempt, as the type that tells it to a program (C3).
 *
 * <p>The JDK gives a type for some causes and for others only the system's words, so both are looked at.
 */
final class ConnectFailures {

    /** What says most comes first: what is wrong here, then what a peer said, then that nobody said anything. */
    private static final List<Class<? extends ConnectFailedException>> MOST_TELLING = List.of(
            OutOfDescriptors.class, BindFailed.class, Refused.class, TimedOut.class, Other.class, NoRoute.class);

    private ConnectFailures() {}

    /**
     * Why none of the addresses of {@code destination} could be connected to: as the most telling of {@code each}, the first
     * of such, with all of them suppressed in it (N3).
     */
    static ConnectFailedException ofAll(SocketAddress destination, List<ConnectFailedException> each) {
        ConnectFailedException telling = Collections.min(each, Comparator.comparingInt(ConnectFailures::rank));
        String where = each.size() == 1 ? "" : " at each of its " + each.size() + " addresses";
        String message = "connection to " + Addresses.show(destination) + " failed" + where + ": "
                + each.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
        ConnectFailedException all = sameOf(telling, message);
        each.forEach(all::addSuppressed);
        return all;
    }

    private static int rank(ConnectFailedException failure) {
        return MOST_TELLING.indexOf(failure.getClass());
    }

    private static ConnectFailedException sameOf(ConnectFailedException telling, String message) {
        Throwable cause = Objects.requireNonNull(telling.getCause());
        return switch (telling) {
            case OutOfDescriptors same -> new OutOfDescriptors(message, cause);
            case BindFailed same -> new BindFailed(message, cause);
            case Refused same -> new Refused(message, cause);
            case TimedOut same -> new TimedOut(message, cause);
            case NoRoute same -> new NoRoute(message, cause);
            case Other same -> new Other(message, cause);
            case ConnectFailedException never -> throw new IllegalArgumentException("no address failed so", never);
        };
    }

    static ConnectFailedException of(
            IOException cause, SocketAddress destination, @Nullable InetSocketAddress bindAddress) {
        if (destination instanceof UnixDomainSocketAddress unix) {
            return ofUnix(Addresses.explained(cause, unix), "connection to " + Addresses.show(unix));
        }
        String target = "connection to " + Addresses.show(destination);
        String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof BindException && bindAddress != null) {
            return new BindFailed(
                    target + ": cannot bind " + Addresses.show(bindAddress) + ": " + cause.getMessage(), cause);
        }
        if (isOutOfDescriptors(words)) {
            return new OutOfDescriptors(target + ": " + cause.getMessage(), cause);
        }
        if (cause instanceof SocketTimeoutException || words.contains("timed out")) {
            return new TimedOut(target + " timed out", cause);
        }
        if (cause instanceof NoRouteToHostException || words.contains("unreachable") || words.contains("no route")) {
            return new NoRoute(target + ": no route: " + cause.getMessage(), cause);
        }
        if (cause instanceof ConnectException && words.contains("refused")) {
            return new Refused(target + " was refused", cause);
        }
        return new Other(target + " failed: " + cause.getMessage(), cause);
    }

    private static ConnectFailedException ofUnix(IOException cause, String target) {
        String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (isOutOfDescriptors(words)) {
            return new OutOfDescriptors(target + ": " + cause.getMessage(), cause);
        }
        if (words.contains("refused")) {
            return new Refused(target + " was refused: nobody listens there any more", cause);
        }
        if (words.contains("no such file")) {
            return new Refused(target + " was refused: there is no such file", cause);
        }
        if (words.contains("temporarily unavailable")) {
            return new Refused(target + " was refused: as many wait there as may", cause);
        }
        return new Other(target + " failed: " + cause.getMessage(), cause);
    }

    private static boolean isOutOfDescriptors(String words) {
        return words.contains("too many open files") || words.contains("file table overflow");
    }
}

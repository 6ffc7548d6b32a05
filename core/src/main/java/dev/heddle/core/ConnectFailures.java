package dev.heddle.core;

import dev.heddle.net.ConnectFailedException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the system says of a failed connection attempt, as the type that tells it to a program (C3).
 *
 * <p>The JDK gives a type for some causes and for others only the system's words, so both are looked at.
 */
final class ConnectFailures {

    private ConnectFailures() {}

    static ConnectFailedException of(
            IOException cause, SocketAddress destination, @Nullable InetSocketAddress bindAddress) {
        if (destination instanceof UnixDomainSocketAddress unix) {
            return ofUnix(Addresses.explained(cause, unix), "connection to " + Addresses.show(unix));
        }
        String target = "connection to " + Addresses.show(destination);
        String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof BindException && bindAddress != null) {
            return new ConnectFailedException.BindFailed(
                    target + ": cannot bind " + Addresses.show(bindAddress) + ": " + cause.getMessage(), cause);
        }
        if (words.contains("too many open files") || words.contains("file table overflow")) {
            return new ConnectFailedException.OutOfDescriptors(target + ": " + cause.getMessage(), cause);
        }
        if (cause instanceof SocketTimeoutException || words.contains("timed out")) {
            return new ConnectFailedException.TimedOut(target + " timed out", cause);
        }
        if (cause instanceof NoRouteToHostException || words.contains("unreachable") || words.contains("no route")) {
            return new ConnectFailedException.NoRoute(target + ": no route: " + cause.getMessage(), cause);
        }
        if (cause instanceof ConnectException && words.contains("refused")) {
            return new ConnectFailedException.Refused(target + " was refused", cause);
        }
        return new ConnectFailedException.Other(target + " failed: " + cause.getMessage(), cause);
    }

    private static ConnectFailedException ofUnix(IOException cause, String target) {
        String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (words.contains("too many open files") || words.contains("file table overflow")) {
            return new ConnectFailedException.OutOfDescriptors(target + ": " + cause.getMessage(), cause);
        }
        if (words.contains("refused")) {
            return new ConnectFailedException.Refused(target + " was refused: nobody listens there any more", cause);
        }
        if (words.contains("no such file")) {
            return new ConnectFailedException.Refused(target + " was refused: there is no such file", cause);
        }
        if (words.contains("temporarily unavailable")) {
            return new ConnectFailedException.Refused(target + " was refused: as many wait there as may", cause);
        }
        return new ConnectFailedException.Other(target + " failed: " + cause.getMessage(), cause);
    }
}

package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Also the failures that no test can bring about on every machine (C3). */
class ConnectFailuresTest {

    private static final InetSocketAddress DESTINATION = InetSocketAddress.createUnresolved("example.org", 80);

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException("Connection refused"), Refused.class),
                Arguments.of(new ConnectException("Connection timed out"), TimedOut.class),
                Arguments.of(new SocketTimeoutException("Connect timed out"), TimedOut.class),
                Arguments.of(new SocketTimeoutException(), TimedOut.class),
                Arguments.of(new NoRouteToHostException("No route to host"), NoRoute.class),
                Arguments.of(new NoRouteToHostException(), NoRoute.class),
                Arguments.of(new ConnectException("Network is unreachable"), NoRoute.class),
                Arguments.of(new SocketException("Network is unreachable"), NoRoute.class),
                Arguments.of(new SocketException("Too many open files"), OutOfDescriptors.class),
                Arguments.of(new IOException("Too many open files in system"), OutOfDescriptors.class),
                Arguments.of(new SocketException("Permission denied"), Other.class),
                Arguments.of(new ConnectException(), Other.class),
                Arguments.of(new IOException(), Other.class),
                Arguments.of(new BindException("Cannot assign requested address"), Other.class));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("the type tells what the system said, and the message tells where, with the cause kept")
    void tellsFailuresApart(IOException cause, Class<? extends ConnectFailedException> type) {
        ConnectFailedException told = ConnectFailures.of(cause, DESTINATION, null);

        assertThat(told).isExactlyInstanceOf(type).hasCause(cause).hasMessageContaining("example.org:80");
    }

    @Test
    @DisplayName("a failure to bind the local address names that address, too")
    void namesTheLocalAddress() {
        InetSocketAddress local = InetSocketAddress.createUnresolved("192.0.2.7", 0);
        BindException cause = new BindException("Cannot assign requested address");

        ConnectFailedException told = ConnectFailures.of(cause, DESTINATION, local);

        assertThat(told)
                .isExactlyInstanceOf(BindFailed.class)
                .hasMessageContainingAll("example.org:80", "192.0.2.7:0", "Cannot assign requested address");
    }

    static Stream<Arguments> failuresOfTwo() {
        IOException refused = new ConnectException("Connection refused");
        IOException timedOut = new ConnectException("Connection timed out");
        IOException noRoute = new NoRouteToHostException();
        IOException descriptors = new SocketException("Too many open files");
        IOException other = new SocketException("Permission denied");
        return Stream.of(
                Arguments.of(noRoute, refused, Refused.class),
                Arguments.of(timedOut, refused, Refused.class),
                Arguments.of(noRoute, timedOut, TimedOut.class),
                Arguments.of(noRoute, other, Other.class),
                Arguments.of(other, timedOut, TimedOut.class),
                Arguments.of(refused, descriptors, OutOfDescriptors.class),
                Arguments.of(noRoute, noRoute, NoRoute.class));
    }

    @ParameterizedTest
    @MethodSource("failuresOfTwo")
    @DisplayName("of several failures the most telling one gives the type and the cause, and each is kept")
    void theMostTellingOneCounts(IOException first, IOException second, Class<? extends ConnectFailedException> type) {
        List<ConnectFailedException> each = List.of(
                ConnectFailures.of(first, new InetSocketAddress("127.0.0.1", 80), null),
                ConnectFailures.of(second, new InetSocketAddress("127.0.0.2", 80), null));

        ConnectFailedException told = ConnectFailures.ofAll(DESTINATION, each);
        ConnectFailedException reversed = ConnectFailures.ofAll(DESTINATION, each.reversed());

        assertThat(told)
                .isExactlyInstanceOf(type)
                .hasMessageContainingAll("example.org:80", "127.0.0.1:80", "127.0.0.2:80");
        assertThat(told.getCause()).isIn(first, second);
        assertThat(told.getSuppressed()).containsExactlyElementsOf(each);
        assertThat(reversed).isExactlyInstanceOf(type);
    }
}

package dev.heddle.core;

import dev.heddle.DelayedCall;
import dev.heddle.net.ConnectFailedException;
import dev.heddle.net.ConnectOptions;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one name, tried the Happy Eyeballs way (RFC 8305): one after the other, the next when the one before
 * has failed, or when it has not answered for a while, and the first connection wins. So an address that nobody answers at
 * costs a moment, and not the whole attempt.
 *
 * <p>Tells its attempt, once, and not inside the call that began it. Of those who did not win nothing is left: they are
 * cancelled, and a connection that one of them makes all the same is closed.
 */
final class AddressRace {

    private final CoreReactor reactor;
    private final ConnectAttempt attempt;
    private final ConnectOptions options;
    private final Queue<InetSocketAddress> untried;

    /** In the order of their beginning. */
    private final Set<Runner> underWay = new LinkedHashSet<>();

    private final List<ConnectFailedException> failures = new ArrayList<>();

    private boolean over;

    /** Has the next address tried; null where none is waited for. */
    private @Nullable DelayedCall next;

    /** A race of one address at least. */
    AddressRace(
            CoreReactor reactor,
            ConnectAttempt attempt,
            ConnectOptions options,
            Collection<InetSocketAddress> addresses) {
        this.reactor = reactor;
        this.attempt = attempt;
        this.options = options;
        untried = new ArrayDeque<>(addresses);
    }

    /**
     * Those of {@code addresses} that can be reached, in the order in which they are tried: that of the resolver within each
     * family, and the families by turns, so that one that leads nowhere costs one delay and not many. The family of the
     * first address begins.
     */
    static List<InetAddress> inOrder(List<InetAddress> addresses, @Nullable StandardProtocolFamily reachable) {
        Queue<InetAddress> first = new ArrayDeque<>();
        Queue<InetAddress> second = new ArrayDeque<>();
        for (InetAddress address : new LinkedHashSet<>(addresses)) {
            if (reachable == null || isIpv4(address) == (reachable == StandardProtocolFamily.INET)) {
                boolean ofFirst = first.isEmpty() || isIpv4(first.element()) == isIpv4(address);
                (ofFirst ? first : second).add(address);
            }
        }
        List<InetAddress> order = new ArrayList<>();
        while (!first.isEmpty()) {
            order.add(first.remove());
            Queue<InetAddress> tried = first;
            first = second.isEmpty() ? first : second;
            second = tried;
        }
        return order;
    }

    private static boolean isIpv4(InetAddress address) {
        return address instanceof Inet4Address;
    }

    void begin() {
        tryNext();
    }

    private void tryNext() {
        TimingWheel.cancel(next);
        next = null;
        Runner runner = new Runner(untried.remove());
        underWay.add(runner);
        runner.begin();
        if (!untried.isEmpty()) {
            next = reactor.turns().timers.callLater(options.attemptDelay(), this::tryNext);
        }
    }

    /** Gives up whatever is under way. */
    void cancel() {
        over = true;
        TimingWheel.cancel(next);
        underWay.forEach(Runner::cancel);
        underWay.clear();
    }

    List<ConnectFailedException> failures() {
        return failures;
    }

    /** Where there was neither a connection nor a failure yet. */
    String unanswered() {
        return underWay.stream().map(runner -> Addresses.show(runner.address)).collect(Collectors.joining(", "));
    }

    /** One address, tried. */
    private final class Runner implements Driver.ConnectEvents {

        final InetSocketAddress address;
        private Driver.@Nullable Attempt connecting;

        Runner(InetSocketAddress address) {
            this.address = address;
        }

        void begin() {
            connecting = reactor.turns().driver().connect(address, options, this);
        }

        void cancel() {
            if (connecting != null) {
                connecting.cancel();
            }
        }

        @Override
        public void connected(Wire wire) {
            underWay.remove(this);
            if (!over) {
                AddressRace.this.cancel();
            }
            attempt.connected(wire);
        }

        @Override
        public void failed(IOException cause) {
            underWay.remove(this);
            failures.add(ConnectFailures.of(cause, address, options.bindAddress()));
            if (over || (untried.isEmpty() && !underWay.isEmpty())) {
                attempt.goesOn();
            } else if (untried.isEmpty()) {
                attempt.failed(failures);
            } else {
                tryNext();
                attempt.goesOn();
            }
        }
    }
}

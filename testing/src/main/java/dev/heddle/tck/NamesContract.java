package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.ReactorOptions;
import dev.heddle.defer.Deferred;
import dev.heddle.net.ConnectFailedException.UnknownHost;
import dev.heddle.net.Connector;
import dev.heddle.net.HostResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;

/** Section N of the contract: host names and their addresses. */
public abstract class NamesContract extends ReactorContract {

    private static final InetAddress IPV6_LOOPBACK = EyeballsContract.ipv6Loopback();

    private final InetAddress loopback = SocketHarness.loopback();

    /** For subclasses. */
    protected NamesContract() {}

    private void startWith(HostResolver resolver) {
        start(ReactorOptions.defaults().withResolver(resolver));
    }

    /** Notes what is asked for, and always knows the same answer. */
    private HostResolver noting() {
        return (host, asking) -> {
            journal.add("asked for " + host + (asking.isHeldByCurrentThread() ? " in a turn" : ""));
            return Deferred.succeed(List.of(loopback));
        };
    }

    private Deferred<?> noteResult(Deferred<List<InetAddress>> addresses) {
        return addresses
                .addConsumer(found -> journal.add(foundLine(found) + heldWord()))
                .addErrorConsumer(failure -> {
                    journal.add(failure.getCause().getClass().getSimpleName() + heldWord());
                    journal.add(String.valueOf(failure.getCause().getCause()));
                });
    }

    private static String foundLine(List<InetAddress> found) {
        return "found " + found.stream().map(InetAddress::getHostAddress).toList();
    }

    private String heldWord() {
        return reactor.isHeldByCurrentThread() ? "" : " without the baton";
    }

    // N5: the resolver.

    @Clause("N5")
    @DisplayName("N5: the resolver of the options is asked for names, in a turn, and its answer connected to")
    void theResolverIsAsked() throws Exception {
        PeerListener listener = harness.listenPeer();
        startWith(noting());

        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"));
        doInTurn(() -> reactor.connectTcp("some.test", listener.address().getPort(), factory));
        listener.accept();

        assertThat(journal.await("client made")).containsOnlyOnce("asked for some.test in a turn");
    }

    @Clause("N5")
    @DisplayName("N5: resolve gives the resolver's answer, with the baton held, whichever thread brings it")
    void resolves() throws Exception {
        Deferred<List<InetAddress>> owed = new Deferred<>();
        startWith((host, asking) -> owed);
        doInTurn(() -> noteResult(reactor.resolve("some.test")));

        Thread.ofPlatform().start(() -> owed.callback(List.of(loopback))).join();

        journal.await(foundLine(List.of(loopback)));
    }

    @Clause("N5")
    @DisplayName("N5: for an address that is written out nobody is asked, and it is found at once")
    void addressesAreNotLookedUp() throws Exception {
        startWith(noting());

        doInTurn(() -> {
            noteResult(reactor.resolve("127.0.0.1"));
            noteResult(reactor.resolve("::1"));
            noteResult(reactor.resolve("[::1]"));
        });

        String ipv6 = foundLine(List.of(IPV6_LOOPBACK));
        assertThat(journal.lines()).containsExactly(foundLine(List.of(loopback)), ipv6, ipv6);
    }

    @Clause("N5")
    @DisplayName("N5: a resolver that fails, throws, returns null or finds nothing fails the look-up, and nothing else")
    void aResolverMayFail() throws Exception {
        startWith((host, asking) -> switch (host) {
            case "fails.test" -> Deferred.fail(new IllegalStateException("no"));
            case "throws.test" -> throw new IllegalStateException("no");
            case "empty.test" -> Deferred.succeed(List.of());
            default -> nothing();
        });

        for (String host : List.of("fails.test", "throws.test", "empty.test", "null.test")) {
            doInTurn(() -> noteResult(reactor.resolve(host)));
        }

        assertThat(journal.await(8)).filteredOn("LookupFailedException"::equals).hasSize(4);
        assertThat(journal.lines())
                .filteredOn("java.lang.IllegalStateException: no"::equals)
                .hasSize(2);
    }

    /** What somebody may return who does not care for what is promised. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    @Clause("N5")
    @DisplayName(
            "N5: a failed look-up is told to a connector as an unknown host, with the resolver's failure as its cause")
    void aFailureIsAnUnknownHost() throws Exception {
        IllegalStateException why = new IllegalStateException("no");
        startWith((host, asking) -> Deferred.fail(why));
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"));

        doInTurn(() -> reactor.connectTcp("some.test", 7, factory));

        assertThat(factory.awaitFailure())
                .isExactlyInstanceOf(UnknownHost.class)
                .hasCause(why)
                .hasMessageContaining("some.test:7");
    }

    @Clause("N5")
    @DisplayName("N5: unless told otherwise, the JDK is asked, beside the reactor")
    void theJdkIsAsked() throws Exception {
        start();

        doInTurn(() -> noteResult(reactor.resolve("localhost")
                .addCallback(found -> found.stream()
                        .filter(InetAddress::isLoopbackAddress)
                        .limit(0)
                        .toList())));

        journal.await(foundLine(List.of()));
    }

    @Clause("N5")
    @DisplayName("N5: before the run, too, a name may be asked for, and the answer comes once it runs")
    void asksBeforeTheRun() throws Exception {
        reactor = harness.newReactor(ReactorOptions.defaults().withResolver(noting()));
        noteResult(reactor.resolve("some.test"));
        journal.add("start");

        start();

        assertThat(journal.await(foundLine(List.of(loopback)))).contains("start");
        assertThat(journal.lines().indexOf("start")).isLessThan(journal.lines().indexOf(foundLine(List.of(loopback))));
    }

    // N6: giving up.

    @Clause("N6")
    @DisplayName("N6: cancelling a look-up fails it with CancellationException and cancels the resolver's")
    void aLookUpMayBeCancelled() throws Exception {
        Deferred<List<InetAddress>> owed = new Deferred<>(cancelled -> journal.add("given up"));
        startWith((host, asking) -> owed);

        doInTurn(() -> {
            Deferred<List<InetAddress>> found = reactor.resolve("some.test");
            found.addErrorConsumer(
                    failure -> journal.add(failure.getCause().getClass().getName()));
            found.cancel();
        });
        settle();

        assertThat(journal.lines()).containsExactly("given up", CancellationException.class.getName(), "settled");
    }

    @Clause("N6")
    @DisplayName("N6: the stop fails look-ups that are under way, and those that are asked for later")
    void theStopEndsLookUps() throws Exception {
        startWith((host, asking) -> new Deferred<>(cancelled -> journal.add("given up")));
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"))
                .whenFailed(connector -> noteCancelled(reactor.resolve("later.test")));
        doInTurn(() -> {
            noteCancelled(reactor.resolve("some.test"));
            reactor.connectTcp("other.test", 7, factory);
        });

        reactor.close();

        assertThat(journal.lines()).filteredOn("cancelled"::equals).hasSize(2);
        assertThat(journal.lines()).filteredOn("given up"::equals).hasSize(3);
    }

    private void noteCancelled(Deferred<List<InetAddress>> found) {
        found.addErrorConsumer(failure -> {
            failure.trap(CancellationException.class);
            journal.add("cancelled");
        });
    }

    // N7: what is a name.

    @Clause("N7")
    @DisplayName("N7: a name in letters of any script is looked up, told and kept in its ASCII form")
    void namesMayHaveOtherLetters() throws Exception {
        startWith(noting());
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"));

        Connector connector = inTurn(() -> reactor.connectTcp("B\u00fccher.test", 7, factory));

        journal.await("asked for xn--bcher-kva.test in a turn");
        assertThat(connector.getDestination()).isEqualTo(InetSocketAddress.createUnresolved("xn--bcher-kva.test", 7));
    }

    @Clause("N7")
    @DisplayName("N7: what can be no name is refused at once, with the place, and nobody is asked")
    void noNamesAreRefused() throws Exception {
        startWith(noting());
        RecordingFactory factory = new RecordingFactory(journal, "factory", () -> recording("client"));

        for (String host : List.of("", " ", "a b", "a..b", "x".repeat(64) + ".test", "1:2", "a/b", "-a.test")) {
            assertThatThrownBy(() -> doInTurn(() -> reactor.resolve(host)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> doInTurn(() -> reactor.connectTcp(host, 7, factory)))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        assertThatThrownBy(() -> doInTurn(() -> reactor.resolve("exa mple.org")))
                .hasMessageContainingAll("exa mple.org", "' ' at 3");
        assertThat(journal.lines()).isEmpty();
    }
}

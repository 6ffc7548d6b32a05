package dev.heddle.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heddle.Reactor;
import dev.heddle.ReactorOptions;
import dev.heddle.net.ClientFactory;
import dev.heddle.net.CloseReason;
import dev.heddle.net.Factory;
import dev.heddle.net.Protocol;
import dev.heddle.testing.MemoryWorld;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

/** Section W: a world that is stepped by who waits, in an order drawn from a seed. */
public abstract class SteppedWorldContract {

    private static final int REACTORS = 3;

    /** For subclasses. */
    protected SteppedWorldContract() {}

    @Clause("W3")
    @DisplayName(
            "W3: a random program does the same in the same order each time with one seed, and differs with another")
    void aSeedReplays() {
        Set<List<String>> runs = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            List<String> run = run(seed);
            assertThat(run(seed)).isEqualTo(run);
            runs.add(run);
        }
        assertThat(runs).hasSizeGreaterThan(5);
    }

    @Clause("W3")
    @DisplayName("W3: everything happens on the thread that waits, but the bodies of tasks")
    void noThreads() {
        MemoryWorld world = MemoryWorld.stepped(1);
        Set<Thread> threads = new HashSet<>();
        try (Reactor reactor = world.newReactor(ReactorOptions.defaults())) {
            reactor.callLater(Duration.ofSeconds(1), () -> {
                threads.add(Thread.currentThread());
                reactor.deferToThread(() -> threads.add(Thread.currentThread()));
            });
            reactor.start();
            world.pass(Duration.ofSeconds(2));
        }
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    /** What a program of three reactors, which talk and do all sorts of things, did with {@code seed}. */
    private static List<String> run(long seed) {
        MemoryWorld world = MemoryWorld.stepped(seed);
        Random random = new Random(4);
        List<String> journal = new ArrayList<>();
        List<Reactor> reactors = new ArrayList<>();
        for (int number = 0; number < REACTORS; number++) {
            String name = "reactor " + number;
            Reactor reactor = world.newReactor(ReactorOptions.defaults());
            reactors.add(reactor);
            int port = reactor.listenTcp(0, Factory.of(() -> new Talking(name, journal)))
                    .address()
                    .getPort();
            Reactor first = reactors.getFirst();
            first.connectTcp("127.0.0.1", port, ClientFactory.of(() -> new Talking("client of " + name, journal)));
            for (int call = 0; call < 5; call++) {
                String what = name + " call " + call;
                reactor.callLater(Duration.ofMillis(random.nextInt(3)), () -> {
                    journal.add(what);
                    reactor.deferToThread(() -> journal.add(what + " beside"))
                            .addConsumer(done -> journal.add(what + " fired"));
                    reactor.async(() -> journal.add(what + " task " + reactor.offBaton(() -> "off")));
                });
            }
        }
        reactors.forEach(Reactor::start);
        world.pass(Duration.ofSeconds(1));
        reactors.forEach(Reactor::close);
        return journal;
    }

    /** Answers a few times. */
    private static final class Talking extends Protocol {

        private final String name;
        private final List<String> journal;
        private int answers = 3;

        Talking(String name, List<String> journal) {
            this.name = name;
            this.journal = journal;
        }

        @Override
        public void connectionMade() {
            journal.add(name + " made");
            transport().write(new byte[] {1});
        }

        @Override
        public void dataReceived(ByteBuffer bytes) {
            journal.add(name + " got " + bytes.remaining());
            if (answers-- > 0) {
                transport().write(bytes);
            }
        }

        @Override
        public void connectionLost(CloseReason reason) {
            journal.add(name + " lost by " + reason.getClass().getSimpleName());
        }
    }
}

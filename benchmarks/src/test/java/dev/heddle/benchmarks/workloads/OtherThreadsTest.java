package dev.heddle.benchmarks.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heddle.benchmarks.Completion;
import dev.heddle.benchmarks.Parameters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OtherThreadsTest {

    private final OtherThreads others = new OtherThreads(4, 16);

    @AfterEach
    void close() throws InterruptedException {
        others.close();
    }

    @Test
    void eachDoesItsShareAtTheSameTime() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(4);
        Completion batch = new Completion();
        others.execute(batch, () -> {
            seen.add(Thread.currentThread());
            all.countDown();
            if (all.getCount() == 0) {
                batch.done();
            }
            awaitUninterrupted(all);
        });

        batch.await(() -> "all but " + all.getCount());
        assertThat(seen).hasSize(4).doesNotContain(Thread.currentThread());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Test
    void whatOneThrowsFailsTheBatch() {
        Completion batch = new Completion();

        others.execute(batch, () -> {
            throw new IllegalStateException("refused");
        });

        assertThatThrownBy(() -> batch.await(() -> "nothing")).hasRootCauseMessage("refused");
    }

    @Test
    void callsThatCannotBeSharedEvenlyAreRefused() {
        assertThatThrownBy(() -> new OtherThreads(3, 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter 'threads' must divide 16, which 3 does not");
        assertThat(OtherThreads.allows(Parameters.of("threads", 3), 16)).isFalse();
        assertThat(OtherThreads.allows(Parameters.of("threads", 4), 16)).isTrue();
    }
}

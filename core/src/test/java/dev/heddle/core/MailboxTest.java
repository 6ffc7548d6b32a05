package dev.heddle.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private static final int ROUNDS = 300;
    private static final int GIVERS = 3;
    private static final int TASKS = 20;

    private final Turns turns = new Turns(System::nanoTime, opened -> new FakeDriver());
    private final AtomicInteger wakes = new AtomicInteger();
    private final Mailbox mailbox = new Mailbox(wakes::incrementAndGet);
    private final List<String> ran = new ArrayList<>();

    @Test
    @DisplayName("tasks run in the order given")
    void runsInTheOrderGiven() {
        for (int i = 0; i < 5; i++) {
            String name = "task " + i;
            assertThat(mailbox.give(() -> ran.add(name))).isTrue();
        }

        mailbox.runSome(turns);

        assertThat(ran).containsExactly("task 0", "task 1", "task 2", "task 3", "task 4");
        assertThat(mailbox.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("what the holder of the baton gives runs after what was given before, by whomever")
    void keepsTheOrderOfAllGivers() {
        mailbox.giveInTurn(() -> ran.add("in a turn"));
        mailbox.give(() -> ran.add("from a thread"));
        mailbox.give(() -> ran.add("from another"));
        mailbox.giveInTurn(() -> ran.add("in a turn again"));
        mailbox.give(() -> ran.add("last"));

        mailbox.runSome(turns);

        assertThat(ran).containsExactly("in a turn", "from a thread", "from another", "in a turn again", "last");
    }

    @Test
    @DisplayName("one pass is bounded, also if each task gives the next")
    void onePassIsBounded() {
        AtomicInteger count = new AtomicInteger();
        mailbox.give(new Runnable() {
            @Override
            public void run() {
                count.incrementAndGet();
                mailbox.give(this);
            }
        });

        mailbox.runSome(turns);

        assertThat(count.get()).isPositive();
        assertThat(mailbox.isEmpty()).isFalse();
    }

    @Test
    @DisplayName("a task that throws does not keep the next from running")
    void aTaskMayThrow() {
        mailbox.give(() -> {
            throw new IllegalStateException("on purpose");
        });
        mailbox.give(() -> ran.add("next"));

        mailbox.runSome(turns);

        assertThat(ran).containsExactly("next");
    }

    @Test
    @DisplayName("a giver wakes the loop if it waits, and only then")
    void wakesOnlyALoopThatWaits() {
        mailbox.give(() -> {});
        assertThat(mailbox.startWaiting()).isFalse();
        mailbox.runSome(turns);
        assertThat(wakes).hasValue(0);

        assertThat(mailbox.startWaiting()).isTrue();
        mailbox.give(() -> {});
        assertThat(wakes).hasValue(1);
        mailbox.give(() -> {});
        assertThat(wakes).as("woken already").hasValue(1);
        mailbox.stopWaiting();
        mailbox.give(() -> {});

        assertThat(wakes).hasValue(1);
    }

    @Test
    @DisplayName("a loop that still waits when others have run the tasks is woken for the next one")
    void wakesALoopThatStillWaits() {
        assertThat(mailbox.startWaiting()).isTrue();
        mailbox.give(() -> ran.add("first"));
        mailbox.runSome(turns);
        assertThat(ran).containsExactly("first");

        mailbox.give(() -> {});

        assertThat(wakes).hasValue(2);
    }

    @Test
    @DisplayName("the mark of a loop that stops waiting is gone, and there is nothing to run")
    void stopsWaiting() {
        assertThat(mailbox.startWaiting()).isTrue();
        assertThat(mailbox.isEmpty()).isTrue();

        mailbox.stopWaiting();

        assertThat(mailbox.isEmpty()).isTrue();
        mailbox.give(() -> ran.add("task"));
        mailbox.runSome(turns);
        assertThat(ran).containsExactly("task");
        assertThat(wakes).hasValue(0);
    }

    @Test
    @DisplayName("closing runs what was accepted, and refuses from then on")
    void closingRunsWhatWasAccepted() {
        mailbox.give(() -> ran.add("accepted"));

        mailbox.close(turns);

        assertThat(ran).containsExactly("accepted");
        assertThat(mailbox.give(() -> ran.add("refused"))).isFalse();
        assertThat(mailbox.isEmpty()).isTrue();
    }

    /** Equal to its like, as a record is. */
    private record Task(List<String> ran, int number, boolean[] counted) implements Runnable {
        @Override
        public void run() {
            ran.add("task " + number);
            counted[0] = true;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Task;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    @Test
    @DisplayName("a refused task does not take an equal one with it that was accepted")
    void refusingATaskLeavesAnEqualOne() {
        Task accepted = new Task(ran, 1, new boolean[1]);
        Task refused = new Task(ran, 2, new boolean[1]);
        boolean[] wasAccepted = new boolean[1];
        mailbox.give(() -> wasAccepted[0] = mailbox.give(refused));
        mailbox.give(accepted);

        mailbox.close(turns);

        assertThat(wasAccepted[0]).isFalse();
        assertThat(ran).containsExactly("task 1");
    }

    @Test
    @DisplayName("of tasks given while the mailbox closes, the accepted ones run once and the refused ones never")
    void everyTaskIsEitherRunOrRefused() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            closeWhileOthersGive(new Mailbox(() -> {}));
        }
    }

    private void closeWhileOthersGive(Mailbox closing) throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CyclicBarrier barrier = new CyclicBarrier(GIVERS + 1);
        List<FutureTask<Integer>> givers = new ArrayList<>();
        for (int i = 0; i < GIVERS; i++) {
            FutureTask<Integer> giver = new FutureTask<>(() -> {
                barrier.await();
                return giveAll(closing, runs);
            });
            givers.add(giver);
            Thread.ofPlatform().start(giver);
        }

        barrier.await();
        closing.close(turns);

        int accepted = 0;
        for (FutureTask<Integer> giver : givers) {
            accepted += giver.get(10, TimeUnit.SECONDS);
        }
        assertThat(runs).hasValue(accepted);
        assertThat(closing.isEmpty()).isTrue();
    }

    private static int giveAll(Mailbox closing, AtomicInteger runs) {
        int accepted = 0;
        for (int i = 0; i < TASKS; i++) {
            accepted += closing.give(runs::incrementAndGet) ? 1 : 0;
        }
        return accepted;
    }
}

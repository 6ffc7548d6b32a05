package dev.heddle.tck;

import static dev.heddle.SystemEvent.SHUTDOWN;
import static dev.heddle.SystemEvent.STARTUP;
import static dev.heddle.TriggerPhase.AFTER;
import static dev.heddle.TriggerPhase.BEFORE;
import static dev.heddle.TriggerPhase.DURING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.heddle.SystemEvent;
import dev.heddle.SystemEventTrigger;
import dev.heddle.TriggerPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Section R of the contract: which triggers run, and in what order. */
public abstract class TriggerContract extends ReactorContract {

    private static final int TRIGGERS = 10;

    /** For subclasses. */
    protected TriggerContract() {}

    private SystemEventTrigger add(TriggerPhase phase, SystemEvent event, String line) {
        return reactor.addSystemEventTrigger(phase, event, () -> journal.add(line));
    }

    /** All that was noted while the reactor ran and stopped. */
    private List<String> runAndStop() throws Exception {
        runOnAThread();
        settle();
        doInTurn(reactor::stop);
        return journal.await("returned");
    }

    // Order.

    @Clause("R3")
    @DisplayName("R3: triggers run before, during and after startup and shutdown, however they were added")
    void triggersRunInThreePhases() throws Exception {
        for (SystemEvent event : List.of(SHUTDOWN, STARTUP)) {
            for (TriggerPhase phase : List.of(AFTER, DURING, BEFORE)) {
                noteWhen(phase, event);
            }
        }

        assertThat(runAndStop())
                .containsExactly(
                        "before startup",
                        "during startup",
                        "after startup",
                        "settled",
                        "before shutdown",
                        "during shutdown",
                        "after shutdown",
                        "returned");
    }

    @Clause("R3")
    @DisplayName("R3: the triggers of each phase run once, in the order added")
    void triggersOfAPhaseRunInTheOrderAdded() throws Exception {
        for (SystemEvent event : SystemEvent.values()) {
            for (TriggerPhase phase : TriggerPhase.values()) {
                List<String> added = new ArrayList<>();
                for (int i = 0; i < TRIGGERS; i++) {
                    added.add(phase + " " + event + " " + i);
                }
                added.forEach(line -> add(phase, event, line));
                journal.add(String.join(",", added));
            }
        }
        List<String> expected = journal.lines().stream()
                .flatMap(lines -> List.of(lines.split(",")).stream())
                .toList();

        assertThat(runAndStop()).containsSubsequence(expected).hasSize(2 * 3 * (TRIGGERS + 1) + 2);
    }

    @Clause({"R3", "M1", "M7"})
    @DisplayName("R3: each trigger holds the baton, and begins without the interrupt of the one before")
    void triggersAreTurns() throws Exception {
        for (SystemEvent event : SystemEvent.values()) {
            for (TriggerPhase phase : TriggerPhase.values()) {
                reactor.addSystemEventTrigger(phase, event, this::noteTurn);
                reactor.addSystemEventTrigger(phase, event, this::noteTurn);
            }
        }

        assertThat(runAndStop())
                .filteredOn(line -> line.startsWith("turn"))
                .hasSize(12)
                .containsOnly("turn");
    }

    private void noteTurn() {
        journal.add("turn"
                + (reactor.isHeldByCurrentThread() ? "" : " without the baton")
                + (Thread.currentThread().isInterrupted() ? " interrupted" : ""));
        Thread.currentThread().interrupt();
    }

    @Clause("R3")
    @DisplayName("R3: the triggers of the startup run before all else that was asked for before the run")
    void theStartupComesFirst() throws Exception {
        reactor.callFromThread(() -> journal.add("called"));
        reactor.callLater(Duration.ZERO, () -> journal.add("timed"));
        listen(new RecordingFactory(journal, "port", () -> recording("server")))
                .stopListening()
                .addConsumer(nothing -> journal.add("port told"));
        reactor.deferToThread(() -> "worked").addConsumer(journal::add);
        add(BEFORE, STARTUP, "before");
        add(DURING, STARTUP, "during");
        reactor.callWhenRunning(() -> journal.add("when running"));

        start();

        List.of("called", "timed", "port told", "worked").forEach(journal::await);
        assertThat(journal.lines()).startsWith("port started", "before", "during", "when running");
    }

    @Clause("R3")
    @DisplayName("R3: callWhenRunning is a trigger after startup, or, in a running reactor, a turn that follows")
    void callsWhenRunningFollowTheStartup() throws Exception {
        add(AFTER, STARTUP, "first");
        reactor.callWhenRunning(() -> journal.add("second"));
        add(AFTER, STARTUP, "third");
        reactor.addSystemEventTrigger(BEFORE, STARTUP, () -> {
            reactor.callWhenRunning(() -> journal.add("fourth"));
            journal.add("begun");
        });
        start();
        doInTurn(() -> {
            reactor.callWhenRunning(() -> journal.add("fifth"));
            journal.add("asked");
        });

        assertThat(journal.await("fifth"))
                .containsExactly("begun", "first", "second", "third", "fourth", "asked", "fifth");
    }

    @Clause({"R3", "R2"})
    @DisplayName("R3: a reactor says that it runs in all triggers of the startup, and in none of the shutdown")
    void tellsWhetherItRuns() throws Exception {
        for (SystemEvent event : SystemEvent.values()) {
            for (TriggerPhase phase : TriggerPhase.values()) {
                reactor.addSystemEventTrigger(
                        phase, event, () -> journal.add(event + (reactor.isRunning() ? " running" : " not running")));
            }
        }

        assertThat(runAndStop())
                .containsExactly(
                        "STARTUP running",
                        "STARTUP running",
                        "STARTUP running",
                        "settled",
                        "SHUTDOWN not running",
                        "SHUTDOWN not running",
                        "SHUTDOWN not running",
                        "returned");
    }

    @Clause({"R3", "R2"})
    @DisplayName("R3: a reactor that is stopped in a trigger of its startup completes the startup, and then shuts down")
    void mayBeStoppedInItsStartup() {
        noteAllPhases();
        reactor.addSystemEventTrigger(BEFORE, STARTUP, reactor::stop);
        reactor.callWhenRunning(() -> journal.add("when running"));

        runOnAThread();

        assertThat(journal.await("returned"))
                .containsExactly(
                        "before startup",
                        "during startup",
                        "after startup",
                        "when running",
                        "before shutdown",
                        "during shutdown",
                        "after shutdown",
                        "returned");
    }

    @Clause({"R3", "R2"})
    @DisplayName("R3: a reactor that is closed without having run runs no triggers")
    void runsNoTriggersWithoutARun() {
        noteAllPhases();
        reactor.callWhenRunning(() -> journal.add("when running"));

        reactor.close();

        assertThat(journal.lines()).isEmpty();
    }

    // Adding and removing.

    @Clause({"R3", "M5"})
    @DisplayName("R3: a trigger may add triggers to its own phase and to later ones, which run in turns of their own")
    void triggersMayAddTriggers() throws Exception {
        reactor.addSystemEventTrigger(BEFORE, STARTUP, () -> {
            add(BEFORE, STARTUP, "before, added");
            add(DURING, STARTUP, "during, added");
            add(AFTER, SHUTDOWN, "after shutdown, added");
            journal.add("before");
        });
        add(BEFORE, STARTUP, "before, next");
        reactor.addSystemEventTrigger(AFTER, SHUTDOWN, () -> add(AFTER, SHUTDOWN, "after shutdown, last"));

        assertThat(runAndStop())
                .containsExactly(
                        "before",
                        "before, next",
                        "before, added",
                        "during, added",
                        "settled",
                        "after shutdown, added",
                        "after shutdown, last",
                        "returned");
    }

    @Clause("R3")
    @DisplayName("R3: adding a trigger to a phase that is over throws, and names the phase")
    void cannotAddToAPhaseThatIsOver() throws Exception {
        List<String> over = new ArrayList<>();
        for (SystemEvent event : SystemEvent.values()) {
            for (TriggerPhase phase : TriggerPhase.values()) {
                List<String> alreadyOver = List.copyOf(over);
                reactor.addSystemEventTrigger(phase, event, () -> assertOver(alreadyOver));
                over.add(phase + " " + event);
            }
        }

        try (LogCapture log = new LogCapture(harness)) {
            assertThat(runAndStop()).containsExactly("settled", "returned");
            assertThat(log.thrown()).isEmpty();
        }
    }

    private void assertOver(List<String> over) {
        for (String name : over) {
            TriggerPhase phase = TriggerPhase.valueOf(name.split(" ")[0]);
            SystemEvent event = SystemEvent.valueOf(name.split(" ")[1]);
            assertThatIllegalStateException()
                    .isThrownBy(() -> add(phase, event, "too late"))
                    .withMessageContainingAll(phase.toString().toLowerCase(java.util.Locale.ROOT), "over");
            if (phase == BEFORE) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> reactor.addSystemEventTriggerDeferring(event, () -> null))
                        .withMessageContaining("over");
            }
        }
    }

    @Clause("R3")
    @DisplayName(
            "R3: triggers may be removed until they run, also by triggers, and a removal tells whether it came in time")
    void triggersMayBeRemoved() throws Exception {
        SystemEventTrigger first = add(BEFORE, STARTUP, "removed before the run");
        assertThat(first.remove()).isTrue();
        assertThat(first.remove()).isFalse();
        List<SystemEventTrigger> later = new ArrayList<>();
        List<SystemEventTrigger> self = new ArrayList<>();
        self.add(reactor.addSystemEventTrigger(BEFORE, STARTUP, () -> {
            journal.add("self " + self.getFirst().remove());
            later.forEach(trigger -> journal.add("later " + trigger.remove()));
        }));
        later.add(add(BEFORE, STARTUP, "removed in its phase"));
        later.add(add(DURING, STARTUP, "removed before its phase"));
        later.add(add(AFTER, SHUTDOWN, "removed long before"));
        reactor.addSystemEventTrigger(
                AFTER, SHUTDOWN, () -> journal.add("over " + self.getFirst().remove()));

        assertThat(runAndStop())
                .containsExactly(
                        "self false", "later true", "later true", "later true", "settled", "over false", "returned");
    }

    // Failing.

    @Clause("R3")
    @DisplayName("R3: what a trigger throws, be it an error, is logged, and the other triggers run, and the rest")
    void triggersMayThrow() throws Exception {
        List<Throwable> thrown = new ArrayList<>();
        for (SystemEvent event : SystemEvent.values()) {
            for (TriggerPhase phase : TriggerPhase.values()) {
                Error error = new StackOverflowError(phase + " " + event);
                reactor.addSystemEventTrigger(phase, event, () -> {
                    throw error;
                });
                thrown.add(error);
            }
        }
        noteAllPhases();

        try (LogCapture log = new LogCapture(harness)) {
            assertThat(runAndStop())
                    .containsExactly(
                            "before startup",
                            "during startup",
                            "after startup",
                            "settled",
                            "before shutdown",
                            "during shutdown",
                            "after shutdown",
                            "returned");
            assertThat(log.thrown()).isEqualTo(thrown);
            assertThat(log.messages()).allMatch(message -> message.contains("trigger"));
        }
    }
}

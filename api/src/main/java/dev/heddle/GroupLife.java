package dev.heddle;

import dev.heddle.spi.GroupMember;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The life of a group: its reactors start together and end together. Any thread may call. */
final class GroupLife {

    private final List<GroupMember> members;

    /** Whether {@link #start} was called, or {@link #close} instead of it. */
    private final AtomicBoolean begun = new AtomicBoolean();

    /** Whether a reactor was started by somebody else before the group was. */
    private volatile boolean wasForestalled;

    private volatile boolean stopping;

    /** Reactors that neither run nor were found unable to. */
    private final CountDownLatch pending;

    /** Threads of the group that have not ended. */
    private final CountDownLatch serving;

    /** The threads of the group: a reactor whose first turn is on another one was started by somebody else. */
    private final Set<Thread> runners = ConcurrentHashMap.newKeySet();

    /** Reactors that have begun to run, or ended without. */
    private final Set<GroupMember> started = ConcurrentHashMap.newKeySet();

    private final AtomicReference<@Nullable Throwable> startFailure = new AtomicReference<>();

    GroupLife(List<GroupMember> members) {
        this.members = members;
        pending = new CountDownLatch(members.size());
        serving = new CountDownLatch(members.size());
        for (GroupMember member : members) {
            member.addSystemEventTrigger(TriggerPhase.BEFORE, SystemEvent.STARTUP, () -> started(member));
            member.addSystemEventTrigger(TriggerPhase.BEFORE, SystemEvent.SHUTDOWN, this::stopAll);
        }
    }

    void start() {
        if (!begun.compareAndSet(false, true)) {
            throw new IllegalStateException("cannot start: the group was started or closed before");
        }
        if (wasForestalled) {
            endUnstarted();
            throw new IllegalStateException("cannot start: a reactor of the group was started by itself");
        }
        for (int index = 0; index < members.size(); index++) {
            GroupMember member = members.get(index);
            Thread.ofPlatform().name("heddle-group-" + index).start(() -> serve(member));
        }
        await(pending);
        Throwable failure = startFailure.get();
        if (failure != null) {
            end();
            await(serving);
            throw new IllegalStateException(
                    "cannot start: a reactor of the group failed, and all were stopped: " + failure.getMessage(),
                    failure);
        }
    }

    void run() {
        start();
        await(serving);
    }

    private void serve(GroupMember member) {
        runners.add(Thread.currentThread());
        try {
            member.run();
        } catch (Throwable thrown) {
            if (started.contains(member)) {
                throw thrown;
            }
            startFailure.compareAndSet(null, thrown);
        } finally {
            arrived(member);
            stopAll();
            serving.countDown();
        }
    }

    /** The first thing that a reactor does. */
    private void started(GroupMember member) {
        if (!runners.contains(Thread.currentThread())) {
            wasForestalled = true;
            return;
        }
        arrived(member);
        if (stopping) {
            stop(member);
        }
    }

    /** {@code member} runs, or cannot. */
    private void arrived(GroupMember member) {
        if (started.add(member)) {
            pending.countDown();
        }
    }

    void stop() {
        if (!begun.get()) {
            throw new IllegalStateException("cannot stop: the group has not been started");
        }
        stopAll();
    }

    /** Those that do not run yet stop when they do. */
    private void stopAll() {
        stopping = true;
        members.forEach(GroupLife::stop);
    }

    private static void stop(GroupMember member) {
        if (member.isRunning()) {
            try {
                member.stop();
            } catch (IllegalStateException stoppedMeanwhile) {
                // Which is all that is wanted.
            }
        }
    }

    void close() {
        members.forEach(GroupMember::requireMayClose);
        if (begun.compareAndSet(false, true)) {
            endUnstarted();
            return;
        }
        await(pending);
        end();
        await(serving);
    }

    /** There are no threads of the group to wait for. */
    private void endUnstarted() {
        end();
        members.forEach(member -> {
            pending.countDown();
            serving.countDown();
        });
    }

    /** Stops and releases all at the same time, since one may have to wait for another. */
    private void end() {
        stopAll();
        List<Thread> closers = members.stream()
                .map(member -> Thread.ofVirtual().name("heddle-group-end").start(member::close))
                .toList();
        uninterrupted(() -> {
            for (Thread closer : closers) {
                closer.join();
            }
        });
    }

    private static void await(CountDownLatch latch) {
        uninterrupted(latch::await);
    }

    /** Something to wait for. */
    @FunctionalInterface
    private interface Wait {
        void await() throws InterruptedException;
    }

    /** Waits, also when interrupted, as {@link Reactor#close} does. */
    private static void uninterrupted(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.await();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

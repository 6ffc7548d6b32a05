package dev.heddle;

import dev.heddle.defer.Deferred;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Direct style: code that waits, line by line, in a <em>task</em>, while the reactor goes on.
 *
 * {@snippet :
 * Deferred<Integer> total = reactor.async(() -> {
 *     Account account = find(name).await();
 *     return account.amount() + bonus(account).await();
 * });
 * }
 *
 * <p>A task runs on a virtual thread of its own, in turns: from one wait to the next it holds the baton, so it may call
 * whatever a callback may, and nothing else of this reactor runs meanwhile. It waits in {@link Deferred#await}, in
 * {@link #offBaton}, and in the {@code join} and {@code close} of a {@link dev.heddle.task.Scope}; there, and only
 * there, others run, and what it knew of the world may have changed (A1).
 *
 * <p>A task that is called off hears of it where it waits, by a {@link java.util.concurrent.CancellationException}, once
 * (A2). When the reactor stops, all tasks are cancelled, and each further wait fails like that at once; their bodies end
 * before the triggers <em>after shutdown</em> run.
 */
public interface ReactorTasks {

    /**
     * Runs {@code body} as a task, which begins in a turn of its own, soon, and in the order in which tasks were asked for;
     * once the reactor runs, if it does not yet.
     *
     * <p>Cancelling the Deferred fails it at once, and cancels what the body waits for; a body that has not begun never
     * does. What a cancelled body returns is dropped, and what it throws, other than
     * {@link java.util.concurrent.CancellationException}, is logged. When the reactor is stopping, and has ended its
     * connections, the Deferred fails like that from the beginning.
     *
     * @return fires, with the baton held, with what the body returns or throws
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    <T extends @Nullable Object> Deferred<T> async(Callable<T> body);

    /**
     * Runs {@code work}, which may block, without the baton, and waits for it: in a task of this reactor, between two
     * turns of it. The work runs on another virtual thread; it ends before this returns or throws.
     *
     * <p>If the task is cancelled, the work is interrupted, and when it has ended, whatever it came to, this throws
     * {@link java.util.concurrent.CancellationException}.
     *
     * @return what the work returned
     * @throws IllegalStateException if the calling thread does not run a task of this reactor
     * @throws java.util.concurrent.CancellationException if the task was cancelled
     * @throws Exception what the work threw
     */
    <T extends @Nullable Object> T offBaton(Callable<T> work) throws Exception;
}

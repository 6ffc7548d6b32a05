package dev.heddle;

import dev.heddle.defer.Deferred;
import dev.heddle.defer.Failure;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Something that is opened beside a reactor for who may not wait for it any more by then. Whoever comes second closes it: the
 * thread that has opened what was given up, or the turn that gives up what is open.
 */
final class Opening<T extends AutoCloseable> implements Callable<T> {

    /** In place of what is open, once nobody wants it any more. */
    private static final AutoCloseable GIVEN_UP = () -> {};

    private final Callable<T> work;
    private final AtomicReference<@Nullable AutoCloseable> opened = new AtomicReference<>();

    private Opening(Callable<T> work) {
        this.work = work;
    }

    static <T extends AutoCloseable> Deferred<T> begin(ReactorThreads reactor, Callable<T> work) {
        Opening<T> opening = new Opening<>(work);
        return reactor.deferToThread(opening).addErrback(opening::giveUp);
    }

    @Override
    public T call() throws Exception {
        T open = work.call();
        if (!opened.compareAndSet(null, open)) {
            open.close();
            throw new CancellationException("nobody waits for " + open + " any more");
        }
        return open;
    }

    private T giveUp(Failure failure) throws Throwable {
        AutoCloseable left = opened.getAndSet(GIVEN_UP);
        if (left != null) {
            try {
                left.close();
            } catch (Exception broken) {
                failure.getCause().addSuppressed(broken);
            }
        }
        throw failure.getCause();
    }

    @Override
    public String toString() {
        return work.toString();
    }
}

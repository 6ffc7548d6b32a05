package dev.heddle.defer;

import java.util.List;

/** Nobody won a {@link Deferreds#race}, since all its inputs failed. The suppressed exceptions are theirs (L1). */
public final class AllFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** All failed: with {@code causes}, in the order of the inputs. */
    public AllFailedException(List<? extends Throwable> causes) {
        super("all " + causes.size() + " inputs of the race failed");
        causes.forEach(this::addSuppressed);
    }

    /** What each input failed with, in the order of the inputs: the suppressed exceptions. */
    public List<Throwable> causes() {
        return List.of(getSuppressed());
    }
}

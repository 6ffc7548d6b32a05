package dev.heddle.benchmarks;

/** What an arm is in a comparison. The order is the one in which reports name the arms. */
public enum Role {
    /** A backend of Heddle's. */
    BACKEND,

    /** What all backends of Heddle's have alike. */
    SHARED,

    /** A backend once more, under another name: it must not be found to differ. */
    SAME_AGAIN,

    /** A backend with a fault that is known: it must be found to be slower. */
    SLOWED,

    /** What one would write by hand for just this work, without what makes a library of it. */
    LIMIT,

    /** Another library, or another way of the JDK's. */
    PEER;

    /** Whether it is a control: not to be compared, but to see whether the comparison can be trusted. */
    public boolean isControl() {
        return this == SAME_AGAIN || this == SLOWED;
    }

    /** Whether it is something to compare Heddle with. */
    public boolean isBaseline() {
        return this == LIMIT || this == PEER;
    }
}

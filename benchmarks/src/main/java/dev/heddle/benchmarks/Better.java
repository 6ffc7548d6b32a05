package dev.heddle.benchmarks;

/** Which of two figures is the better one. */
public enum Better {
    /** Times, and what something costs. */
    LESS,

    /** Speeds. */
    MORE
}

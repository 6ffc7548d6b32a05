package dev.heddle.benchmarks.results;

/** What is asked of a piece of work. */
public enum Question {
    /** Which backend is faster. */
    BACKENDS("Backends"),

    /** Whether the better backend is faster than the best of what is not Heddle. */
    PEER("Against the best peer"),

    /** Whether the better backend is as fast as what is written by hand for just that work. */
    LIMIT("Against the limit");

    private final String words;

    Question(String words) {
        this.words = words;
    }

    /** What the answer stands under. */
    public String inWords() {
        return words;
    }
}

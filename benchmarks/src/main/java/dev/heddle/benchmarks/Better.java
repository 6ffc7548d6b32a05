package dev.heddle.benchmarks;

/** Which of two figures is the better one. */
public enum Better {
    /** Times, and what something costs. */
    LESS("less is better"),

    /** Speeds. */
    MORE("more is better"),

    /** What is used up by the second, not by the operation: whoever does more uses more. */
    LESS_AT_SAME_SPEED("at the same speed, less is better");

    private final String words;

    Better(String words) {
        this.words = words;
    }

    /** For people. */
    public String inWords() {
        return words;
    }
}

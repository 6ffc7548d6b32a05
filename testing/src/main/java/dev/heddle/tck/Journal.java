package dev.heddle.tck;

import java.util.ArrayList;
import java.util.List;

/** What happened, in order, as lines of text. Any thread may add to it and look at it. */
public final class Journal {

    private final ReactorHarness harness;
    private final List<String> lines = new ArrayList<>();

    /** An empty journal, whose growth wakes those who wait with {@code harness}. */
    public Journal(ReactorHarness harness) {
        this.harness = harness;
    }

    /** Adds a line. */
    public void add(String line) {
        synchronized (lines) {
            lines.add(line);
        }
        harness.noticeChange();
    }

    /** All lines so far. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** How many lines are {@code line}. */
    public int count(String line) {
        return (int) lines().stream().filter(line::equals).count();
    }

    /** Waits until there is such a line, and returns all lines so far. */
    public List<String> await(String line) {
        harness.await("'" + line + "' in " + this, () -> count(line) > 0);
        return lines();
    }

    /** Waits until there are so many lines, and returns all lines so far. */
    public List<String> await(int count) {
        harness.await(count + " lines in " + this, () -> lines().size() >= count);
        return lines();
    }

    @Override
    public String toString() {
        return lines().toString();
    }
}

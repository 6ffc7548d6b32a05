package dev.heddle.benchmarks.results;

import com.google.gson.annotations.SerializedName;

/** What a fork is run for. All but the first make up a profile, and none of them tells how fast anything is. */
public enum Pass {
    /** To be measured, and judged. */
    TIMING("timing"),

    /** Has the bytes counted that are allocated, and the context switches. */
    @SerializedName("counts")
    COUNTS("allocation and context switches"),

    /** Has the system calls counted. */
    @SerializedName("system-calls")
    SYSTEM_CALLS("system calls"),

    /** Has it shown where the processors' time goes. */
    @SerializedName("flame-graph")
    FLAME_GRAPH("flame graph"),

    /** Has the JVM's own recorder run. */
    @SerializedName("recording")
    RECORDING("recording");

    private final String words;

    Pass(String words) {
        this.words = words;
    }

    /** Whether it leaves a file, and no figures. */
    public boolean leavesFile() {
        return this == FLAME_GRAPH || this == RECORDING;
    }

    /** For people. */
    public String inWords() {
        return words;
    }
}

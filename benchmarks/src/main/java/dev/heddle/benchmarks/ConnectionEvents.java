package dev.heddle.benchmarks;

/** What an arm tells of the connections of one side. For each of them: seen, and then lost; or failed. */
public interface ConnectionEvents {

    /** A connection is there. */
    void seen();

    /** It is over: this side has reset it, or has seen the reset. Never told while what {@link NetworkArm#dial} gave still runs. */
    void lost();

    /** Something happened that should not have. */
    void failed(Throwable cause);
}

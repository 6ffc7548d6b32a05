package dev.heddle.core;

/** Something that the application was told of and that has to end, and be told to have ended, before the reactor has. */
interface Live {

    /** Ends it because the reactor stops. It removes itself from the reactor's live things when it has ended. */
    void endForStop();

    /** Whether its end has been asked for, so that it only has to come. */
    default boolean isEnding() {
        return false;
    }
}

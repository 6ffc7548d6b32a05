package dev.heddle;

/** A step in a reactor's life that has triggers. */
public enum SystemEvent {

    /** The reactor begins to run. */
    STARTUP,

    /** The reactor was asked to stop, and ends its ports and connections. */
    SHUTDOWN
}

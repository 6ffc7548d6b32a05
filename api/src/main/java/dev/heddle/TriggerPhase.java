package dev.heddle;

/** When a trigger runs, measured by its {@link SystemEvent}. All triggers of one phase run before those of the next. */
public enum TriggerPhase {

    /**
     * Before the event: at startup before any other callback, at shutdown while everything still works. The only phase
     * that may take its time: see {@link ReactorCore#addSystemEventTriggerDeferring}.
     */
    BEFORE,

    /**
     * At the event: at shutdown the last moment at which there are connections, too late to be sure that what is written
     * gets out.
     */
    DURING,

    /** After the event: at startup the reactor is ready, at shutdown every port is closed and every connection lost. */
    AFTER
}

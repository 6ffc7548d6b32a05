package dev.heddle;

/** Something that a reactor will do when it starts or stops, as {@link ReactorCore#addSystemEventTrigger} returns it. */
public interface SystemEventTrigger {

    /**
     * Takes the trigger away, so that it will not run. Does nothing if it has begun to run, or was taken away before.
     *
     * @return whether this call took it away
     * @throws WrongThreadException if the reactor runs and the caller does not hold the baton
     */
    boolean remove();
}

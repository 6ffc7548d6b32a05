package dev.heddle.net;

import java.net.SocketAddress;
import java.util.Objects;

/** The address of what has none: an end of a pipe, or of this process's standard streams. It has a name, for people. */
public final class PipeAddress extends SocketAddress {

    private static final long serialVersionUID = 1L;

    /** What people call it. */
    private final String name;

    /** An end that people call {@code name}. */
    public PipeAddress(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /** Equal is what has the same name. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PipeAddress address && name.equals(address.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}

package dev.heddle.net;

/**
 * A producer that writes once each time it is asked to. {@link #resumeProducing} is called when it is registered, and then
 * each time that all it wrote has been sent; after a call that wrote nothing it is not called again until something was
 * written and sent (P2).
 */
public interface PullProducer extends Producer {}

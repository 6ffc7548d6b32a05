/** Connections as flows, and the TCK of Reactive Streams. */
package dev.heddle.proof.flow;

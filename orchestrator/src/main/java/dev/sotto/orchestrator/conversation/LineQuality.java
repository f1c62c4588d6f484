package dev.sotto.orchestrator.conversation;

/**
 * How well caller and assistant could hear each other over a call's line. "Here" is what came to us, "there" what the caller's
 * side reports of our sound; -1 where it reports nothing.
 *
 * @param lostHere share of packets, 0 to 1
 * @param mosHere mean opinion score by the E-model (ITU-T G.107), 1 to 4.41
 */
public record LineQuality(
        double lostHere,
        double lostThere,
        double jitterHereMillis,
        double jitterThereMillis,
        double roundTripMillis,
        double mosHere,
        double mosThere) {}

package dev.sotto.loadtest.density;

import dev.sotto.loadtest.experiment.ServerMetrics;
import dev.sotto.loadtest.phone.HeldLines;
import dev.sotto.loadtest.server.ProcessFigures;
import java.time.Duration;

/**
 * How things stood at one moment: with the server's process, on its own page of figures, with our callers, and with ourselves.
 *
 * @param ownCpu of this process since it began
 */
record Look(long nanos, ProcessFigures process, ServerMetrics metrics, HeldLines.Census census, Duration ownCpu) {}

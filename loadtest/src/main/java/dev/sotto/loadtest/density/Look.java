package dev.sotto.loadtest.density;

import dev.sotto.loadtest.experiment.ServerMetrics;
import dev.sotto.loadtest.phone.HeldLines;

/** How things stood at one moment: with the server's process, on its own page of figures, and with our callers. */
record Look(long nanos, ProcessFigures process, ServerMetrics metrics, HeldLines.Census census) {}

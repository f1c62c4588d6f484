/**
 * The pages: what lies under {@code web/} on the class path, and the libraries in WebJars.
 *
 * <p>Files are read once, on a worker, and stay in memory: there are few and they are part of the program. Pages may run
 * only what they came with: each page's content security policy names its own inline scripts by hash.
 */
@NullMarked
package dev.sotto.gateway.page;

import org.jspecify.annotations.NullMarked;

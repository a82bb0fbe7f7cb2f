/**
 * The layout engine, in a thread of its own: pages answer while it computes. A file of ours, since
 * the content security policy lets nothing else run as a worker.
 */
import 'elkjs/lib/elk-worker.min.js';

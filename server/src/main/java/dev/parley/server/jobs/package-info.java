/**
 * What the server does by itself, now and then: each job on a virtual thread of its own, with a
 * fixed gap after its end. Jobs on what the database holds are leased, so that of several servers
 * on one database only one runs them. What a job does is its owner's; only when and where is here.
 */
@NullMarked
package dev.parley.server.jobs;

import org.jspecify.annotations.NullMarked;

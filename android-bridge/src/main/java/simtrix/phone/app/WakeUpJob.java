package simtrix.phone.app;

import android.app.job.JobParameters;
import android.app.job.JobService;

/** Every reason for which Android wakes this app leads to the same: look, judge, send. */
public final class WakeUpJob extends JobService {

  @Override
  public boolean onStartJob(JobParameters run) {
    PhoneParts parts = parts();
    int job = run.getJobId();
    parts.jobs().begun(job, run);
    parts.wakeUp(
        job == AppJobs.DAILY,
        () -> {
          if (parts.jobs().done(job, run)) {
            jobFinished(run, false);
          }
        });
    return true;
  }

  /** What goes on in the process goes on; what Android stops it for comes again. */
  @Override
  public boolean onStopJob(JobParameters run) {
    parts().jobs().stopped(run.getJobId());
    return true;
  }

  private PhoneParts parts() {
    return ((PhoneApp) getApplication()).parts();
  }
}

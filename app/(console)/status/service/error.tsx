'use client';

import { errorPage } from '#components/shell/error-page.tsx';

export default errorPage('Service');
